package io.smcontainers.launcher.command;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** What a person can type after {@code train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        versionProvider = LocalCommands.Version.class,
        synopsisHeading = "Usage: ",
        customSynopsis = {"train [train]", "       train COMMAND ..."},
        description = {
            "%nRuns a training program inside an Amazon SageMaker container.%n",
            "Without a command it runs the job that SageMaker describes under /opt/ml (or under the folder in"
                    + " the environment variable SAGEMAKER_BASE_DIR), and ends with the exit code of the user's program.%n"
        },
        commandListHeading = "Commands for people:%n",
        footer = {
            "%nTo try a script on this machine:",
            "  train local train.py --hyperparameter epochs=5",
            "%nExit codes: the program's own, or",
            "  65 bad archive, 66 no program, 69 something needed is unavailable,",
            "  70 internal error, 74 I/O error, 77 no permission, 78 wrong configuration"
        })
public final class LocalCommands {
    private LocalCommands() {}

    /**
     * Runs a local command.
     *
     * @param surroundings what it takes from its process
     * @param arguments what was typed
     * @return the exit code; 2 if what was typed makes no sense
     */
    public static int run(Surroundings surroundings, String... arguments) {
        PrintWriter out = writer(surroundings.targets().stdout());
        PrintWriter err = writer(surroundings.targets().stderr());
        return new CommandLine(new LocalCommands())
                .addSubcommand(new LocalCommand(surroundings, out))
                .addSubcommand(new EnvCommand(surroundings, out))
                .addSubcommand(new DoctorCommand(surroundings, out))
                .addSubcommand(new WarmCommand(surroundings))
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((error, command, parsed) -> explain(error, surroundings, err))
                .execute(arguments);
    }

    private static int explain(Exception error, Surroundings surroundings, PrintWriter err) throws Exception {
        if (error instanceof JobException job) {
            err.println("train: " + surroundings.redactor().redact(job.getMessage()));
            return job.code().exitCode();
        }
        if (error instanceof IOException) {
            err.println("train: " + error);
            return ErrorCode.IO_FAILED.exitCode();
        }
        throw error;
    }

    private static PrintWriter writer(java.io.OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Says which version this is. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"train " + number() + " (Java " + System.getProperty("java.version") + ")"};
        }

        static String number() {
            return Optional.ofNullable(LocalCommands.class.getPackage().getImplementationVersion())
                    .orElse("of the working tree");
        }
    }
}
