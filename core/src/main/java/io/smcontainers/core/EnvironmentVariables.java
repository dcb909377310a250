package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smcontainers.core.json.PythonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the user's program: those of the Python toolkit, byte for byte, and a few of ours beside them.
 *
 * @param variables by name; the variables the process has already are not among them
 * @param warnings what could not be said in a variable, for the log
 */
public record EnvironmentVariables(Map<String, String> variables, List<String> warnings) {

    /** Copies map and list. */
    public EnvironmentVariables {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        warnings = List.copyOf(warnings);
    }

    /**
     * Renders a job.
     *
     * @param job the job
     * @param processEnvironment the variables of this process, of which PYTHONPATH is added to
     */
    public static EnvironmentVariables of(TrainingEnvironment job, Map<String, String> processEnvironment) {
        return new Renderer(job).render(processEnvironment.getOrDefault("PYTHONPATH", ""));
    }

    /** Writes one job's variables. */
    private static final class Renderer {
        private final TrainingEnvironment job;
        private final Cluster cluster;
        private final JobLayout layout;
        private final Map<String, String> variables = new LinkedHashMap<>();
        private final List<String> warnings = new ArrayList<>();

        Renderer(TrainingEnvironment job) {
            this.job = job;
            this.cluster = job.cluster();
            this.layout = job.layout();
        }

        EnvironmentVariables render(String pythonPath) {
            putCluster();
            putProgram();
            putFolders();
            putHardware();
            job.channels().byName().values().forEach(channel -> put("CHANNEL_" + channel.name(), channel.path()));
            job.hyperparameters().values().forEach((name, value) -> putJson("HP_" + name, value));
            putJson("TRAINING_ENV", TrainingEnvironmentJson.of(job));
            putUnprefixed(pythonPath);
            putOurs();
            dropUnexportable();
            addPosixNames();
            return new EnvironmentVariables(variables, warnings);
        }

        private void putCluster() {
            putJson("HOSTS", array(cluster.hosts()));
            put("CURRENT_HOST", cluster.currentHost());
            put("CURRENT_INSTANCE_TYPE", cluster.currentInstanceType());
            put("CURRENT_INSTANCE_GROUP", cluster.currentGroupName());
            putJson("CURRENT_INSTANCE_GROUP_HOSTS", array(cluster.currentGroupHosts()));
            putJson("INSTANCE_GROUPS", TrainingEnvironmentJson.groupNames(cluster));
            putJson("INSTANCE_GROUPS_DICT", TrainingEnvironmentJson.groupsByName(cluster));
            putJson("DISTRIBUTION_INSTANCE_GROUPS", array(cluster.distributionGroups()));
            put("IS_HETERO", cluster.isHeterogeneous());
            put("NETWORK_INTERFACE_NAME", cluster.networkInterfaceName());
            if (PythonText.isTrue(cluster.topology())) {
                putJson("TOPOLOGY", cluster.topology());
            }
            putJson("RESOURCE_CONFIG", cluster.resourceConfig());
        }

        private void putProgram() {
            putJson("HPS", job.hyperparameters().json());
            putJson("USER_ARGS", array(UserArguments.of(job.hyperparameters())));
            put("USER_ENTRY_POINT", job.program().name().orElse(""));
            put("MODULE_NAME", job.program().moduleName());
            put("MODULE_DIR", job.moduleDir());
            putJson("FRAMEWORK_PARAMS", job.frameworkParameters().json());
            put("FRAMEWORK_MODULE", job.program().framework().orElse(""));
            putJson("LOG_LEVEL", job.settings().logLevel());
        }

        private void putFolders() {
            putJson("INPUT_DATA_CONFIG", job.channels().inputDataConfig());
            List<String> channels = new ArrayList<>(job.channels().byName().keySet());
            channels.sort(PythonText.CODE_POINT_ORDER);
            putJson("CHANNELS", array(channels));
            put("INPUT_DIR", layout.inputDir());
            put("INPUT_CONFIG_DIR", layout.inputConfigDir());
            put("OUTPUT_DIR", layout.outputDir());
            put("OUTPUT_DATA_DIR", layout.outputDataDir());
            put("OUTPUT_INTERMEDIATE_DIR", layout.outputIntermediateDir());
            put("MODEL_DIR", layout.modelDir());
        }

        private void putHardware() {
            put("NUM_CPUS", job.hardware().cpus());
            put("NUM_GPUS", job.hardware().count(AcceleratorKind.GPU));
            put("NUM_NEURONS", job.hardware().count(AcceleratorKind.NEURON_CORE));
        }

        private void putUnprefixed(String pythonPath) {
            variables.put("CURRENT_HOST", cluster.currentHost());
            variables.put("SAGEMAKER_JOB_NAME", job.settings().jobName());
            variables.put("SAGEMAKER_REGION", job.settings().region());
            String code = layout.codeDir().toString();
            variables.put("PYTHONPATH", pythonPath.isEmpty() ? code : code + ":" + pythonPath);
        }

        private void putOurs() {
            job.settings().checkpointDir().ifPresent(folder -> put("CHECKPOINT_DIR", folder));
            put("MASTER_ADDR", cluster.masterHost());
            put("MASTER_PORT", Cluster.MASTER_PORT);
            put("HOST_COUNT", cluster.hosts().size());
            put("CURRENT_HOST_RANK", cluster.currentHostRank());
            put("INPUT_DATA_DIR", layout.inputDataDir());
            put("OUTPUT_FAILURE", layout.failureFile());
        }

        private void put(String name, Object value) {
            variables.put("SM_" + name.toUpperCase(Locale.ROOT), value.toString());
        }

        /** As the toolkit: a string as it is, null empty, all else compact JSON. */
        private void putJson(String name, JsonNode value) {
            put(name, value.isTextual() ? value.textValue() : value.isNull() ? "" : PythonText.json(value));
        }

        /** Linux has no variable whose name holds {@code =}, and none with NUL. */
        private void dropUnexportable() {
            variables.entrySet().removeIf(variable -> {
                boolean exportable = variable.getKey().indexOf('=') < 0
                        && variable.getKey().indexOf('\0') < 0
                        && variable.getValue().indexOf('\0') < 0;
                if (!exportable) {
                    warnings.add("no environment variable " + quoted(variable.getKey())
                            + ": its name holds '=' or NUL, or its value NUL; read it from SM_HPS");
                }
                return !exportable;
            });
        }

        /** Shells cannot read {@code SM_HP_BATCH-SIZE}; they get {@code SM_HP_BATCH_SIZE} beside it. */
        private void addPosixNames() {
            Map<String, String> sourceByAlias = new LinkedHashMap<>();
            for (String name : List.copyOf(variables.keySet())) {
                if (PosixName.is(name)) {
                    continue;
                }
                String alias = PosixName.of(name);
                String taken = variables.containsKey(alias) ? sourceByAlias.getOrDefault(alias, alias) : null;
                if (taken == null) {
                    variables.put(alias, variables.get(name));
                    sourceByAlias.put(alias, name);
                } else {
                    warnings.add(alias + " stands for " + quoted(taken) + ", not for " + quoted(name)
                            + ", which would have the same name");
                }
            }
        }

        private static String quoted(@Nullable String name) {
            return PythonText.repr(TextNode.valueOf(name));
        }

        private static ArrayNode array(List<String> strings) {
            return TrainingEnvironmentJson.array(strings);
        }
    }
}
