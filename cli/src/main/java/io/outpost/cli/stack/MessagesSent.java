package io.outpost.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The span of time in which messages may have been sent that the conditions job emits again since
 * it went on from an older state. It lies beside that state, and every submission hands it on: a
 * job may be started again before it has come to the span's end, and one that is past it has no use
 * for it.
 */
record MessagesSent(Instant from, Instant until) {
    private static final String FILE = "messages-sent.json";

    static Optional<MessagesSent> read(DataFolder data) throws IOException {
        Path file = file(data);
        return Files.exists(file)
                ? Optional.of(ProcessTable.JSON.readValue(file.toFile(), MessagesSent.class))
                : Optional.empty();
    }

    /**
     * Writes down that what was sent from a time on until now will be emitted again. An earlier
     * span counts too where the job may not have come to its end: that takes no longer than the
     * span itself.
     */
    static MessagesSent since(DataFolder data, Instant from) throws IOException {
        MessagesSent span =
                new MessagesSent(
                        read(data)
                                .filter(earlier -> from.isBefore(earlier.caughtUp()))
                                .map(MessagesSent::from)
                                .filter(from::isAfter)
                                .orElse(from),
                        Instant.now());
        Files.createDirectories(data.flink());
        Folders.writeAtomically(file(data), ProcessTable.JSON.writeValueAsString(span));
        return span;
    }

    /** To be called when the state is given up: what is emitted then has never been sent. */
    static void forget(DataFolder data) throws IOException {
        Files.deleteIfExists(file(data));
    }

    /** The job's setting. */
    String setting() {
        return "messages.sent=%s/%s".formatted(from, until);
    }

    private Instant caughtUp() {
        return until.plus(Duration.between(from, until));
    }

    private static Path file(DataFolder data) {
        return data.flink().resolve(FILE);
    }
}
