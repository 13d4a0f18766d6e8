package io.outpost.e2e.upgrade;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** {@code outpost upgrade} of a running stack, by the command alone. */
final class UpgradeDriver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final int MOST_MILLIS_LATER = 1_500;

    private final LocalStack stack;
    private final List<String> limits;
    private final RandomGenerator random;

    /**
     * @param limits options of the command
     * @param random how long after its step a driver is killed
     */
    UpgradeDriver(LocalStack stack, List<String> limits, RandomGenerator random) {
        this.stack = stack;
        this.limits = limits;
        this.random = random;
    }

    UpgradeResult run(UpgradeDrill drill, Path jar) throws Exception {
        List<String> command = new ArrayList<>(List.of("upgrade", "--jar=" + jar));
        command.addAll(limits);
        if (!drill.way().shadow()) {
            command.add("--without-shadow");
        }
        long begin = System.nanoTime();
        String killed = drill.killedAfter() == null ? "" : runAndKill(command, drill.killedAfter());
        LocalStack.Result result = stack.run(LIMIT, command.toArray(String[]::new));
        return new UpgradeResult(
                drill, step(), (System.nanoTime() - begin) / 1e9, killed + result.output());
    }

    /** Returns what it has printed before it was killed. */
    private String runAndKill(List<String> command, String step) throws Exception {
        Path output = Files.createTempFile("outpost-upgrade", ".out");
        Process driver = stack.begin(output, command);
        try {
            Await.until(
                    "the driver has done " + step,
                    LIMIT,
                    () -> step().equals(step) || !driver.isAlive());
            boolean ended =
                    driver.waitFor(random.nextInt(MOST_MILLIS_LATER), TimeUnit.MILLISECONDS);
            if (ended) {
                throw new IOException("The driver ended by itself:\n" + Files.readString(output));
            }
            driver.destroyForcibly().waitFor();
            return Files.readString(output);
        } finally {
            driver.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    private String step() throws IOException {
        Path journal = stack.data().resolve("releases/upgrade.json");
        return Files.exists(journal)
                ? JSON.readTree(journal.toFile()).path("step").asText()
                : "none";
    }
}
