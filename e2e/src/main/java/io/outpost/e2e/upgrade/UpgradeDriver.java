package io.outpost.e2e.upgrade;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** {@code outpost upgrade} of a running stack, by the command alone. */
final class UpgradeDriver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final int MOST_MILLIS_LATER = 1_500;
    private static final Duration POLL = Duration.ofMillis(5);
    private static final int ATTEMPTS = 3;

    /** The upgrade ends a moment after it. */
    private static final String LAST_STEP = "WATCHED";

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

    /** Returns what it has printed before it was killed. One that ends before is run again. */
    private String runAndKill(List<String> command, String step) throws Exception {
        for (int attempt = 1; ; attempt++) {
            Optional<String> printed = tryToKill(command, step);
            if (printed.isPresent()) {
                return printed.get();
            }
            if (attempt == ATTEMPTS) {
                throw new IOException(
                        "The driver has ended %d times before it could be killed after %s"
                                .formatted(attempt, step));
            }
        }
    }

    /** Empty: it has ended by itself. */
    private Optional<String> tryToKill(List<String> command, String step) throws Exception {
        Path output = Files.createTempFile("outpost-upgrade", ".out");
        Process driver = stack.begin(output, command);
        try {
            awaitStep(driver, step);
            int laterMillis = step.equals(LAST_STEP) ? 0 : random.nextInt(MOST_MILLIS_LATER);
            if (driver.waitFor(laterMillis, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            driver.destroyForcibly().waitFor();
            return step().equals("DONE") ? Optional.empty() : Optional.of(Files.readString(output));
        } finally {
            driver.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    private void awaitStep(Process driver, String step) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
        while (!step().equals(step) && driver.isAlive()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IOException("The driver has not done %s in %s".formatted(step, LIMIT));
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
    }

    private String step() throws IOException {
        Path journal = stack.data().resolve("releases/upgrade.json");
        return Files.exists(journal)
                ? JSON.readTree(journal.toFile()).path("step").asText()
                : "none";
    }
}
