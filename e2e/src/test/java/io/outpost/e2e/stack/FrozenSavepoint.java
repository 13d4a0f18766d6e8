package io.outpost.e2e.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The savepoint that a release left in the middle of the {@link FrozenLog}. */
record FrozenSavepoint(String release, Path folder) {
    private static final Path ALL =
            Path.of(System.getProperty("outpost.home"), "e2e/src/test/resources/frozen-savepoints");

    static List<FrozenSavepoint> all() throws IOException {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.map(folder -> new FrozenSavepoint(name(folder), folder))
                    .sorted(Comparator.comparing(FrozenSavepoint::release))
                    .toList();
        }
    }

    /** Takes the place of all that a stack, which is down, could go on from. */
    void makeTheOnlyRestorePointOf(LocalStack stack) throws IOException {
        delete(stack.checkpoints());
        delete(stack.savepoints());
        FreezeSavepoint.copy(folder, stack.savepoints().resolve("savepoint-" + release));
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
