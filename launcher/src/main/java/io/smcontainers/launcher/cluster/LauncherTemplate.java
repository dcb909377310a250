package io.smcontainers.launcher.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.Hyperparameters;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.NearestName;
import io.smcontainers.spi.OptionList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The command of a launcher in the user's own words, with places for what the job knows: {@code ["deepspeed",
 * "--hostfile={hostfile}", "{program}", "{arguments}"]}. A preset is nothing but such a template with a name.
 *
 * @param words of the command; braces that hold no name are just braces
 */
record LauncherTemplate(List<String> words) {
    static final String PARAMETER = "sagemaker_launcher";
    static final String ARGUMENTS = "sagemaker_launcher_args";

    /** Places for one value. */
    static final List<String> VALUES = List.of(
            "hosts", "hostfile", "master", "master_port", "rank", "nnodes", "nproc", "world_size", "ssh_config");

    /** Places for several words, or none. */
    static final List<String> LISTS = List.of("program", "arguments", "interpreter");

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_]++)}");

    /**
     * {@code accelerate launch} and {@code deepspeed --no_ssh} are started on every host (Hugging Face, "The Command Line";
     * DeepSpeed, "Getting Started", "Launching without passwordless SSH").
     */
    private static final Map<String, List<String>> PRESETS = Map.of(
            "accelerate",
            List.of(
                    "accelerate",
                    "launch",
                    "--num_machines={nnodes}",
                    "--num_processes={world_size}",
                    "--machine_rank={rank}",
                    "--main_process_ip={master}",
                    "--main_process_port={master_port}"),
            "deepspeed",
            List.of(
                    "deepspeed",
                    "--hostfile={hostfile}",
                    "--no_ssh",
                    "--node_rank={rank}",
                    "--master_addr={master}",
                    "--master_port={master_port}"));

    /** Copies the list. */
    LauncherTemplate {
        words = List.copyOf(words);
    }

    /**
     * Reads the job's template.
     *
     * @throws JobException if it names a place that there is not, or has none for the program
     */
    static LauncherTemplate of(Hyperparameters parameters) {
        JsonNode value = parameters.value(PARAMETER).orElseThrow();
        List<String> preset = value.isTextual() ? PRESETS.get(value.textValue().strip()) : null;
        List<String> more = OptionList.of(parameters, ARGUMENTS);
        if (preset != null) {
            List<String> words = new ArrayList<>(preset);
            words.addAll(more);
            words.addAll(List.of("{program}", "{arguments}"));
            return checked(words);
        }
        List<String> words = OptionList.of(parameters, PARAMETER);
        if (words.size() == 1 && !words.get(0).contains("{")) {
            throw wrong("'" + words.get(0) + "'; expected a command with {program} in it, or one of the presets "
                    + PRESETS.keySet().stream().sorted().toList());
        }
        if (!more.isEmpty()) {
            throw wrong(
                    "a template of its own, so '" + ARGUMENTS + "' has no place; put its options into the template");
        }
        return checked(words);
    }

    private static LauncherTemplate checked(List<String> words) {
        words.forEach(LauncherTemplate::check);
        if (!words.contains("{program}")) {
            throw wrong(words
                    + ", which does not start the program; put \"{program}\" and \"{arguments}\" where they belong");
        }
        return new LauncherTemplate(words);
    }

    private static void check(String word) {
        Matcher place = PLACE.matcher(word);
        while (place.find()) {
            String name = place.group(1);
            if (LISTS.contains(name) && !word.equals(place.group())) {
                throw wrong("a template with \"" + word + "\"; {" + name
                        + "} stands for several words, and so must be a word by itself");
            }
            if (!LISTS.contains(name) && !VALUES.contains(name)) {
                List<String> all =
                        Stream.concat(VALUES.stream(), LISTS.stream()).toList();
                throw wrong("a template with {" + name + "}; "
                        + NearestName.of(name, all)
                                .map(near -> "did you mean {" + near + "}?")
                                .orElse("there is no such place")
                        + " There are " + all);
            }
        }
    }

    /** Returns whether a place is used. */
    boolean uses(String name) {
        return words.stream().anyMatch(word -> word.contains("{" + name + "}"));
    }

    /**
     * Returns the command.
     *
     * @param values by the names of {@link #VALUES}
     * @param lists by the names of {@link #LISTS}
     */
    List<String> fill(Map<String, String> values, Map<String, List<String>> lists) {
        List<String> argv = new ArrayList<>();
        for (String word : words) {
            Matcher place = PLACE.matcher(word);
            List<String> list = place.matches() ? lists.get(place.group(1)) : null;
            if (list != null) {
                argv.addAll(list);
            } else {
                argv.add(place.replaceAll(
                        found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group()))));
            }
        }
        return argv;
    }

    private static JobException wrong(String what) {
        return new JobException(
                ErrorCode.INVALID_CONFIGURATION, "hyperparameters.json: '" + PARAMETER + "' is " + what);
    }
}
