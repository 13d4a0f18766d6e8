package io.outpost.e2e.faults;

import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders of a stack on disks of their own in memory, with some room, which are filled up. They end
 * with the mount namespace of this program.
 */
final class SmallDisks {
    private static final int POSTGRES_ROOM_MEBIBYTES = 700;
    private static final int CHECKPOINTS_ROOM_MEBIBYTES = 200;
    private static final int FULL_SECONDS = 30;
    private static final int GRACE_SECONDS = 5;
    private static final int BLOCK_BYTES = 64 << 10;
    private static final String BALLAST = "ballast";
    private static final String WRITE =
            "CREATE TABLE public.more AS SELECT generate_series(1, 1000000)";

    private SmallDisks() {}

    /** Of a stack that is down. */
    static void mount(LocalStack stack) throws IOException, InterruptedException {
        mount(postgres(stack), POSTGRES_ROOM_MEBIBYTES);
        mount(stack.checkpoints(), CHECKPOINTS_ROOM_MEBIBYTES);
    }

    private static void mount(Path folder, int roomMebibytes)
            throws IOException, InterruptedException {
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        long mebibytes = (bytes(folder) >> 20) + roomMebibytes;
        Files.move(folder, aside);
        Files.createDirectory(folder);
        Namespace.run(
                "mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder + "");
        Namespace.run("cp", "-a", aside + "/.", folder.toString());
        Namespace.run("rm", "-r", aside.toString());
    }

    static String fillCheckpoints(Scene scene) throws Exception {
        long restarts = scene.restarts();
        Path ballast = scene.stack().checkpoints().resolve(BALLAST);
        try {
            fill(ballast, GRACE_SECONDS);
            Instant begin = Instant.now();
            fill(ballast, FULL_SECONDS - GRACE_SECONDS);
            scene.requireNoCheckpointSince(begin);
        } finally {
            Files.delete(ballast);
        }
        return "no checkpoint meanwhile, %d restarts".formatted(scene.restarts() - restarts);
    }

    static String fillPostgres(Scene scene) throws Exception {
        Path ballast = postgres(scene.stack()).resolve(BALLAST);
        try {
            fill(ballast, FULL_SECONDS);
            return "what it said at the end: " + refusal(scene.stack());
        } finally {
            Files.delete(ballast);
        }
    }

    private static String refusal(LocalStack stack) throws IOException {
        try (Connection connection = stack.postgresAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(WRITE);
        } catch (SQLException e) {
            return e.getMessage().lines().findFirst().orElse("").strip();
        }
        throw new IOException("Postgres still found room");
    }

    /** Takes whatever becomes free, too. */
    private static void fill(Path ballast, int seconds) throws Exception {
        for (int second = 0; second < seconds; second++) {
            fillUp(ballast);
            Scene.hold(1);
        }
        fillUp(ballast);
    }

    private static void fillUp(Path ballast) {
        try (OutputStream out =
                Files.newOutputStream(
                        ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(new byte[BLOCK_BYTES]);
            }
        } catch (IOException e) {
            // No room is left, as it must be.
        }
    }

    private static Path postgres(LocalStack stack) {
        return stack.data().resolve("postgres");
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            return all.stream().mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
