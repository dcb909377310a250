package io.smcontainers.tribuo;

import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;

/**
 * How good a model is.
 *
 * @param loss mean cross-entropy on the training rows: 0 is perfect, log(number of classes) is guessing
 * @param accuracy share of the held-out rows it is right on
 */
record Scores(double loss, double accuracy) {
    static Scores of(Model<Label> model, Dataset<Label> training, Dataset<Label> heldOut) {
        return new Scores(loss(model, training), accuracy(model, heldOut));
    }

    static double accuracy(Model<Label> model, Dataset<Label> heldOut) {
        return new LabelEvaluator().evaluate(model, heldOut).accuracy();
    }

    static double loss(Model<Label> model, Dataset<Label> rows) {
        double sum = 0;
        for (Example<Label> row : rows) {
            String truth = row.getOutput().getLabel();
            double probability = model.predict(row).getOutputScores().get(truth).getScore();
            sum -= Math.log(Math.max(probability, Double.MIN_NORMAL)); // log(0) is infinite
        }
        return sum / rows.size();
    }
}
