package io.outpost.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is made once per user, for all stacks and checkouts; it may be deleted at any time. */
final class UserCache {
    private UserCache() {}

    /** The folder, made if need be; where it cannot be written, {@code otherwise}, made too. */
    static Path folderOr(Path otherwise) throws IOException {
        Path cache = cache();
        return canBeWritten(cache) ? cache : Files.createDirectories(otherwise);
    }

    /** Deletes the folder; answers with it where there was one. */
    static Optional<Path> delete() throws IOException {
        Path cache = cache();
        if (Files.notExists(cache)) {
            return Optional.empty();
        }
        Folders.deleteIfExists(cache);
        return Optional.of(cache);
    }

    private static Path cache() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path parent =
                caches == null || caches.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(caches);
        return parent.resolve("outpost");
    }

    private static boolean canBeWritten(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException e) {
            return false;
        }
    }
}
