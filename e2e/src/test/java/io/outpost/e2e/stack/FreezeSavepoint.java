package io.outpost.e2e.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the frozen savepoint of a release: run once per release, from its commit, and commit the
 * folder that it writes. CONTRIBUTING.md has the command.
 */
final class FreezeSavepoint {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private FreezeSavepoint() {}

    /** Takes the folder to write, which must not exist: .../frozen-savepoints/VERSION. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1 || Files.exists(Path.of(arguments[0]))) {
            System.err.println("Give one folder that does not exist yet.");
            System.exit(2);
        }
        LocalStack stack = LocalStack.start();
        try (FrozenLogSender sender = new FrozenLogSender(stack)) {
            sender.sendPlaces(FrozenLog.places());
            sender.sendObservations(FrozenLog.first());
            Await.until(
                    "the job has read on into the log",
                    PATIENCE,
                    () ->
                            stack.count("SELECT sum(records) FROM outpost.place_tallies")
                                    > FrozenLog.first().size() / 2);
        } finally {
            stack.down();
        }
        copy(newest(stack.savepoints()), Path.of(arguments[0]));
        System.out.println("Wrote " + arguments[0]);
    }

    private static Path newest(Path savepoints) throws IOException {
        try (Stream<Path> found = Files.list(savepoints)) {
            List<Path> all = found.toList();
            if (all.size() != 1) {
                throw new IllegalStateException("expected one savepoint, found " + all);
            }
            return all.get(0);
        }
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
