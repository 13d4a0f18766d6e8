package io.outpost.e2e.faults;

import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A complete savepoint or checkpoint of the conditions job, whose files can be spoilt. */
record RetainedState(Path folder, FileTime completedAt) {
    private static final String METADATA = "_metadata";
    private static final String KEPT = "_metadata-kept";

    static List<RetainedState> newestFirst(LocalStack stack) throws IOException {
        List<RetainedState> states = new ArrayList<>();
        for (Path root : List.of(stack.checkpoints(), stack.savepoints())) {
            if (Files.exists(root)) {
                try (Stream<Path> files = Files.walk(root, 3)) {
                    for (Path file : files.filter(path -> path.endsWith(METADATA)).toList()) {
                        states.add(
                                new RetainedState(
                                        file.getParent(), Files.getLastModifiedTime(file)));
                    }
                }
            }
        }
        states.sort(Comparator.comparing(RetainedState::completedAt).reversed());
        return states;
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** Keeps what was there for {@link #mend}; may be broken already. */
    void breakMetadata() throws IOException {
        Files.copy(
                folder.resolve(METADATA),
                folder.resolve(KEPT),
                StandardCopyOption.REPLACE_EXISTING);
        noise(folder.resolve(METADATA));
    }

    void mend() throws IOException {
        Files.write(folder.resolve(METADATA), Files.readAllBytes(folder.resolve(KEPT)));
        Files.delete(folder.resolve(KEPT));
        Files.setLastModifiedTime(folder.resolve(METADATA), completedAt);
    }

    /** Of its largest file of state. */
    void breakState() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> states =
                    files.filter(file -> !file.getFileName().toString().startsWith(METADATA))
                            .sorted(Comparator.comparingLong(file -> file.toFile().length()))
                            .toList();
            if (states.isEmpty()) {
                throw new IOException(folder + " has no state but its metadata");
            }
            noise(states.get(states.size() - 1));
        }
    }

    private void noise(Path file) throws IOException {
        byte[] noise = new byte[(int) Files.size(file)];
        new Random(1).nextBytes(noise);
        FileTime modified = Files.getLastModifiedTime(file);
        Files.write(file, noise);
        Files.setLastModifiedTime(file, modified);
    }
}
