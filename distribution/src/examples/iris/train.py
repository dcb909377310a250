#!/usr/bin/env python3
"""Tells three species of iris apart by softmax regression: a SageMaker training script in plain Python.

A SageMaker script is an ordinary program with four habits, and each has its place below:
  * hyperparameters arrive as options, folders as SM_ environment variables  -> parse_arguments
  * data are files in a folder for each channel                              -> read_channel
  * what is to be kept is written into the model and output folders          -> save_json
  * SIGTERM means "stop soon", and exit code 0 means "this model is good"    -> main
Needs Python 3.8 or later and no other package.
"""
import argparse
import csv
import json
import math
import os
import random
import signal
import sys
from pathlib import Path
from typing import NamedTuple

# Each folder is an option too, so that the script also runs where nothing sets these variables.
FOLDERS = {
    "training": "SM_CHANNEL_TRAINING",
    "validation": "SM_CHANNEL_VALIDATION",
    "model-dir": "SM_MODEL_DIR",
    "output-data-dir": "SM_OUTPUT_DATA_DIR",
}


class TrainingError(Exception):
    """A failure that its message explains in full, so that no stack trace is needed."""


# ---- arguments

def number(kind, low, high=math.inf):
    """Returns an argparse type: a number of this kind from low to high, infinities and NaN excluded."""
    def parse(text):
        value = kind(text)
        if not (low <= value <= high and value < math.inf):  # false for NaN too
            limits = f"at least {low}" if high == math.inf else f"from {low} to {high}"
            raise argparse.ArgumentTypeError(f"{text} is out of range, expected {limits}")
        return value
    parse.__name__ = kind.__name__  # argparse names the type in "invalid int value: 'many'"
    return parse


def parse_arguments():
    # Without allow_abbrev=False a misspelt hyperparameter such as "epoch" would pass as "epochs".
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], allow_abbrev=False,
                                     formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--epochs", type=number(int, 1), default=60, help="passes over the training data")
    parser.add_argument("--learning-rate", type=number(float, 0), default=0.1, help="length of a gradient step")
    parser.add_argument("--batch-size", type=number(int, 1), default=10, help="rows for each gradient step")
    parser.add_argument("--l2", type=number(float, 0), default=0.001, help="pull of the weights towards zero")
    parser.add_argument("--seed", type=number(int, 0), default=1, help="fixes the order of the rows")
    parser.add_argument("--minimum-accuracy", type=number(float, 0, 1), default=0.9,
                        help="fail if the model does worse on the validation channel")
    for option, variable in FOLDERS.items():
        parser.add_argument(f"--{option}", default=os.environ.get(variable), help=f"folder, from {variable}")
    arguments = parser.parse_args()
    for option, variable in FOLDERS.items():
        if not getattr(arguments, option.replace("-", "_")):
            what = f"channel '{option}'" if "CHANNEL" in variable else f"--{option}"
            parser.error(f"no folder for {what}: {variable} is not set and --{option} is not given")
    return arguments


# ---- data

class Table(NamedTuple):
    features: list  # names of the columns, without the last, which holds the class
    rows: list      # a list of numbers for each flower
    labels: list    # its species


def read_channel(folder):
    """Reads all CSV files of a channel as one table; the last column is the class."""
    if not Path(folder).is_dir():
        raise TrainingError(f"{folder}: no such folder; does the job have this channel?")
    files = sorted(Path(folder).glob("*.csv"))  # sorted: the order of a folder differs between machines
    if not files:
        raise TrainingError(f"{folder}: no .csv file in this channel")
    tables = [read_csv(file) for file in files]
    for file, table in zip(files, tables):
        if table.features != tables[0].features:
            raise TrainingError(f"{file} line 1: the columns differ from those of {files[0]}")
    return Table(tables[0].features, sum((t.rows for t in tables), []), sum((t.labels for t in tables), []))


def read_csv(file):
    try:
        with open(file, newline="", encoding="utf-8-sig") as lines:  # -sig: spreadsheets put a mark in front
            return parse_csv(csv.reader(lines), file)
    except (UnicodeDecodeError, csv.Error) as error:
        raise TrainingError(f"{file}: not a CSV file in UTF-8: {error}") from error


def parse_csv(reader, file):
    rows, labels = [], []
    header = next(reader, [])
    if len(header) < 2:
        raise TrainingError(f"{file} line 1: expected a header with the names of the features and the class")
    for fields in reader:
        if fields:  # an empty line is no row
            row, label = parse_row(fields, header, f"{file} line {reader.line_num}")
            rows.append(row)
            labels.append(label)
    if not rows:
        raise TrainingError(f"{file}: a header but no rows")
    return Table(header[:-1], rows, labels)


def parse_row(fields, header, where):
    if len(fields) != len(header):
        raise TrainingError(f"{where}: {len(fields)} values, expected {len(header)} ({', '.join(header)})")
    label = fields[-1].strip()
    if not label:
        raise TrainingError(f"{where}: {header[-1]} is empty")
    return [parse_number(text, name, where) for text, name in zip(fields[:-1], header)], label


def parse_number(text, name, where):
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):  # float() also reads "nan" and "inf", and one of them spoils every weight
        raise TrainingError(f"{where}: {name} is '{text}', expected a number")
    return value


def check_alike(training, validation):
    if validation.features != training.features:
        raise TrainingError(f"the validation channel has the columns {', '.join(validation.features)}; "
                            f"the training channel has {', '.join(training.features)}")
    unknown = sorted(set(validation.labels) - set(training.labels))
    if unknown:
        raise TrainingError(f"the validation channel has classes that the training channel lacks: {', '.join(unknown)}")


# ---- model

class Model(NamedTuple):
    """All that a prediction needs: model.json holds these fields and nothing else."""
    classes: list
    features: list
    means: list    # of the training data; prediction must scale as training did
    scales: list
    weights: list  # for each class the bias, then a weight for each feature

    def scaled(self, row):
        return [(value - mean) / scale for value, mean, scale in zip(row, self.means, self.scales)]

    def probabilities(self, scaled_row):
        scores = [bias + sum(w * x for w, x in zip(slopes, scaled_row)) for bias, *slopes in self.weights]
        highest = max(scores)  # subtracted, because exp() overflows on large scores
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]

    def predict(self, row):
        probabilities = self.probabilities(self.scaled(row))
        return self.classes[probabilities.index(max(probabilities))]

    def accuracy(self, table):
        return sum(self.predict(row) == label for row, label in zip(table.rows, table.labels)) / len(table.rows)


def new_model(table):
    """Returns a model that knows the scale of the training data and nothing else yet."""
    columns = list(zip(*table.rows))
    means = [sum(column) / len(column) for column in columns]
    deviations = [math.sqrt(sum((v - mean) ** 2 for v in column) / len(column))
                  for column, mean in zip(columns, means)]
    scales = [deviation or 1.0 for deviation in deviations]  # a constant column must not divide by zero
    classes = sorted(set(table.labels))
    return Model(classes, table.features, means, scales, [[0.0] * (1 + len(means)) for _ in classes])


def train_epoch(model, examples, arguments):
    """Takes one gradient step for each batch of (scaled row, class index) examples."""
    for start in range(0, len(examples), arguments.batch_size):
        batch = examples[start:start + arguments.batch_size]
        gradient = [[0.0] * len(weights) for weights in model.weights]
        for row, target in batch:
            for k, probability in enumerate(model.probabilities(row)):
                error = probability - (k == target)
                for i, x in enumerate([1.0, *row]):
                    gradient[k][i] += error * x / len(batch)
        for weights, slopes in zip(model.weights, gradient):
            for i, slope in enumerate(slopes):
                decay = arguments.l2 * weights[i] if i else 0.0  # the bias is left free
                weights[i] -= arguments.learning_rate * (slope + decay)


def mean_loss(model, examples):
    """Returns the mean cross-entropy: 0 is perfect, log(number of classes) is guessing."""
    smallest = sys.float_info.min  # log(0) would raise
    return sum(-math.log(max(model.probabilities(row)[k], smallest)) for row, k in examples) / len(examples)


# ---- results

def save_json(file, content):
    """Writes a file whole or not at all: a job may be killed at any time, and its folders are uploaded even then."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(file.name + ".tmp")
    with open(temporary, "w", encoding="utf-8") as out:
        json.dump(content, out, indent=2, allow_nan=False)
        out.write("\n")
    os.replace(temporary, file)


def load_model(file):
    return Model(**json.loads(file.read_text(encoding="utf-8")))


# ---- the job

def train(arguments, training, validation, stop_requested):
    """Trains until the last epoch or until asked to stop; returns the model and the metrics of its last epoch."""
    model = new_model(training)
    examples = [(model.scaled(row), model.classes.index(label))
                for row, label in zip(training.rows, training.labels)]
    shuffle = random.Random(arguments.seed).shuffle
    for epoch in range(1, arguments.epochs + 1):
        shuffle(examples)  # the file is sorted by species, and batches should hold all of them
        train_epoch(model, examples, arguments)
        metrics = {"epoch": epoch, "loss": mean_loss(model, examples), "train_accuracy": model.accuracy(training),
                   "validation_accuracy": model.accuracy(validation)}
        if not math.isfinite(metrics["loss"]):
            raise TrainingError(f"the loss is {metrics['loss']} after epoch {epoch}; try a lower learning-rate")
        # One "name=value" for each metric, so that a SageMaker metric definition such as "loss=([0-9.]+)" finds it.
        # Flushed, because Python otherwise keeps lines back when its output is not a terminal.
        print(f"epoch {epoch}/{arguments.epochs} loss={metrics['loss']:.4f} "
              f"train_accuracy={metrics['train_accuracy']:.3f} "
              f"validation_accuracy={metrics['validation_accuracy']:.3f}", flush=True)
        if stop_requested():
            break
    return model, metrics


def main():
    # The handler only takes a note, and training looks at it between epochs, when the model is in a good state.
    # SageMaker sends SIGTERM when a job is stopped and waits 120 seconds before it kills.
    signals = []
    signal.signal(signal.SIGTERM, lambda signum, frame: signals.append(signum))

    arguments = parse_arguments()
    training, validation = read_channel(arguments.training), read_channel(arguments.validation)
    check_alike(training, validation)
    print(f"{len(training.rows)} rows to learn from, {len(validation.rows)} held out", flush=True)

    model, metrics = train(arguments, training, validation, lambda: bool(signals))
    model_file = Path(arguments.model_dir, "model.json")
    save_json(model_file, model._asdict())
    stopped_early = metrics["epoch"] < arguments.epochs
    save_json(Path(arguments.output_data_dir, "metrics.json"), {**metrics, "stopped_early": stopped_early})
    print(f"saved {model_file}", flush=True)
    if stopped_early:
        print(f"stopped early, after epoch {metrics['epoch']} of {arguments.epochs}", flush=True)
        return

    # The file is what will be deployed, so it is the file that must pass, not the model in memory.
    accuracy = load_model(model_file).accuracy(validation)
    if accuracy < arguments.minimum_accuracy:
        raise TrainingError(f"the saved model is right on {accuracy:.3f} of the validation channel, "
                            f"less than the minimum-accuracy of {arguments.minimum_accuracy}")
    print(f"the saved model is right on {accuracy:.3f} of the validation channel", flush=True)


if __name__ == "__main__":
    try:
        main()
    except TrainingError as error:
        sys.exit(f"train.py: error: {error}")  # to stderr, with exit code 1
