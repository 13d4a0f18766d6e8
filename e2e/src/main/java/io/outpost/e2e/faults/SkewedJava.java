package io.outpost.e2e.faults;

import io.outpost.cli.console.CommandException;
import io.outpost.e2e.rig.LogRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A JDK by links whose java gives single parts of a stack another clock, by faketime, from their
 * next start on.
 */
final class SkewedJava {
    private static final int HELD_SECONDS = 60;
    private static final Duration SLACK = Duration.ofSeconds(20);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final String LIBRARY = "libfaketime.so.1";

    private static final String JAVA =
            """
            #!/bin/sh
            case " $* " in
                *TaskManagerRunner*) part=taskmanager ;;
                *StandaloneSessionClusterEntrypoint*) part=jobmanager ;;
                *" kafka.Kafka "*) part=kafka ;;
                *) part=none ;;
            esac
            if [ -s '%1$s/skew-'$part ]; then
                export LD_PRELOAD='%2$s' FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1
                # Without it each wait of a thread that has a limit ends at once, and the process does nothing else.
                export FAKETIME_FORCE_MONOTONIC_FIX=0
                FAKETIME=$(cat '%1$s/skew-'$part)
                export FAKETIME
            fi
            exec '%1$s/bin/java-itself' "$@"
            """;

    private SkewedJava() {}

    /** Beside the stack's folder; the stack must be started on it. */
    static Path prepare(Path data) throws IOException, InterruptedException {
        Path jdk = home(data);
        Path real = Path.of(System.getProperty("java.home")).toRealPath();
        Path library = library();
        try {
            Namespace.run("cp", "-al", real.toString(), jdk.toString());
        } catch (CommandException e) {
            // On another file system.
            Namespace.run("cp", "-a", real.toString(), jdk.toString());
        }
        Path java = jdk.resolve("bin/java");
        Files.move(java, jdk.resolve("bin/java-itself"));
        Files.writeString(java, JAVA.formatted(jdk, library));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return jdk;
    }

    static String job(Scene scene, String skew) throws Exception {
        return skewed(
                scene,
                skew,
                List.of("taskmanager", "jobmanager"),
                () -> scene.flink().clockMillis(scene.flink().conditionsJob()));
    }

    static String broker(Scene scene, String skew) throws Exception {
        return skewed(scene, skew, List.of("kafka"), () -> brokerMillis(scene));
    }

    private interface Clock {
        long millis() throws Exception;
    }

    private static String skewed(Scene scene, String skew, List<String> parts, Clock clock)
            throws Exception {
        for (String part : parts) {
            Files.writeString(file(scene, part), skew);
        }
        long ahead;
        try {
            scene.kill(parts.toArray(String[]::new));
            scene.awaitCheckpoint(Instant.now());
            Scene.hold(HELD_SECONDS);
            ahead = clock.millis() - System.currentTimeMillis();
        } catch (Exception e) {
            try {
                putRight(scene, parts);
            } catch (Exception again) {
                e.addSuppressed(again);
            }
            throw e;
        }
        putRight(scene, parts);
        Duration off = Duration.ofMillis(Math.abs(Math.abs(ahead) - SKEW.toMillis()));
        Scene.require(off.compareTo(SLACK) < 0, "the clock was " + ahead + " ms ahead");
        return "its clock was %.0f s ahead for %d s".formatted(ahead / 1000.0, HELD_SECONDS);
    }

    private static void putRight(Scene scene, List<String> parts) throws Exception {
        for (String part : parts) {
            Files.delete(file(scene, part));
        }
        scene.kill(parts.toArray(String[]::new));
    }

    /** As it stamps records of the log. */
    private static long brokerMillis(Scene scene) throws Exception {
        LogRecords records = new LogRecords(scene.stack().registryUrl());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", scene.stack().kafka(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            return producer.send(records.observation("clock", Instant.now(), 1, 20))
                    .get()
                    .timestamp();
        }
    }

    private static Path file(Scene scene, String part) {
        return home(scene.stack().data()).resolve("skew-" + part);
    }

    private static Path home(Path data) {
        return data.resolveSibling(data.getFileName() + "-jdk");
    }

    private static Path library() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("/usr/lib"), 3)) {
            return files.filter(file -> file.endsWith(LIBRARY))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new CommandException(
                                            "The clock-* faults need faketime (Debian: apt-get install faketime)"));
        }
    }
}
