package io.outpost.deliver;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.environment.KafkaAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Delivery as a process of its own, to be killed: broker, registry and Postgres are its arguments.
 */
final class DeliverProcess {
    private DeliverProcess() {}

    static Process start(Parts parts, Path output) throws java.io.IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DeliverProcess.class.getName()));
        command.addAll(parts.addresses());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    @SuppressWarnings("try") // it runs until it is killed
    public static void main(String[] args) throws InterruptedException {
        DeliverSettings settings =
                new DeliverSettings(
                        KafkaAccess.open(args[0]),
                        "killed",
                        args[1],
                        new DeliverSettings.PostgresLogin(args[2], Parts.LOGIN, ""),
                        Duration.ofDays(1),
                        Parts.sending(Parts.LOOPBACK, Parts.QUICK));
        try (Deliver deliver =
                Deliver.start(settings, new SimpleMeterRegistry(), null, Clock.systemUTC())) {
            new CountDownLatch(1).await();
        }
    }
}
