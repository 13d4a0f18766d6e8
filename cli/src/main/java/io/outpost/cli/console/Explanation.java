package io.outpost.cli.console;

import io.outpost.schemas.wire.RegistryUnavailableException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Why a command failed, and what to do, where that is known. */
public final class Explanation {
    private static final String NOT_ANSWERING =
            "\nIs the stack up? Ask: ./outpost status; start it: ./outpost up --detach";

    private static final String NOT_ALLOWED =
            "\nDoes --kafka-client-properties name a login that may do this? docs/operations.md, Kafka with passwords";

    private Explanation() {}

    /**
     * Says on standard error why a command failed; returns its exit code. What is not explained is
     * a fault of the program, and shows where.
     */
    public static int print(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        of(failure)
                .ifPresentOrElse(
                        why -> err.println(command.getCommandSpec().qualifiedName() + ": " + why),
                        () -> failure.printStackTrace(err));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Empty for a fault of the program itself. */
    public static Optional<String> of(Exception failure) {
        if (failure instanceof CommandException) {
            return Optional.of(failure.getMessage());
        }
        if (failure instanceof RegistryUnavailableException) {
            return Optional.of(failure.getMessage() + NOT_ANSWERING);
        }
        if (failure instanceof SQLException) {
            return Optional.of("Postgres: " + failure.getMessage() + NOT_ANSWERING);
        }
        if (failure instanceof ExecutionException
                && failure.getCause() instanceof KafkaException cause) {
            return of(cause);
        }
        if (failure instanceof AuthorizationException
                || failure instanceof AuthenticationException) {
            return Optional.of("Kafka: " + failure.getMessage() + NOT_ALLOWED);
        }
        if (failure instanceof KafkaException) {
            return Optional.of("Kafka: " + failure.getMessage() + NOT_ANSWERING);
        }
        if (failure instanceof FileSystemException file && file.getFile() != null) {
            return Optional.of(ofFile(file));
        }
        return Optional.empty();
    }

    private static String ofFile(FileSystemException failure) {
        String reason =
                failure.getReason() == null
                        ? failure.getClass()
                                .getSimpleName()
                                .replaceAll("Exception$", "")
                                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                                .toLowerCase(Locale.ROOT)
                        : failure.getReason();
        return "%s cannot be used (%s). See who may write to it, or name another, such as by --data."
                .formatted(failure.getFile(), reason);
    }
}
