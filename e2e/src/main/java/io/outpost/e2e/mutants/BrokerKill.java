package io.outpost.e2e.mutants;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogOffsets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Freezes and kills the broker while the simulator sends, so that records are on their way that it
 * never takes; its ledger must not count those that do not arrive in the end.
 */
final class BrokerKill implements Step.Action {
    private static final String BROKER = "kafka";
    private static final Duration SENDING_LIMIT = Duration.ofMinutes(2);
    private static final Duration FROZEN = Duration.ofMillis(1500);
    private static final long RECORDS_BEFORE = 3_000;

    @Override
    public List<Finding> take(Trial trial) throws Exception {
        long before = records(trial.stack());
        Process sender = send(trial, "sent" + Long.toString(System.currentTimeMillis(), 36));
        Await.until(
                "the sender sends",
                SENDING_LIMIT,
                () -> records(trial.stack()) > before + RECORDS_BEFORE);
        trial.stack().freeze(BROKER);
        Thread.sleep(FROZEN.toMillis());
        long killed = trial.stack().kill(BROKER);
        trial.stack().awaitAgain(BROKER, killed);
        if (!sender.waitFor(SENDING_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            sender.destroyForcibly();
            throw new CommandException("The sender does not end after the broker was killed");
        }
        trial.checkpoints().awaitNext();
        return List.of();
    }

    private static Process send(Trial trial, String prefix) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        command.add("-Doutpost.home=" + trial.stack().home());
        command.addAll(List.of("-cp", trial.senderClasspath(), "io.outpost.cli.Outpost"));
        command.addAll(List.of("simulate", "--places=20", "--from=2026-09-01T00:00:00Z"));
        // 26 s of sending: on a busy machine the freeze comes more than 10 s after the first.
        command.addAll(List.of("--for=P3D", "--interval=PT1M", "--rate=4000", "--speed=max"));
        command.addAll(List.of("--no-truth", "--prefix=" + prefix));
        command.add("--data=" + trial.stack().data());
        Path output = trial.stack().data().getParent().resolve(prefix + ".out");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static long records(LocalStack stack) throws Exception {
        try (LogOffsets log = new LogOffsets(stack.kafka())) {
            return LogOffsets.sum(log.ends());
        }
    }
}
