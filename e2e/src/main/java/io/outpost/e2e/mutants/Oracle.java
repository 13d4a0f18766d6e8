package io.outpost.e2e.mutants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks {@code outpost verify}, which computes again what must be there. */
final class Oracle {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final LocalStack stack;

    Oracle(LocalStack stack) {
        this.stack = stack;
    }

    /**
     * Compares the whole stack.
     *
     * @throws CommandException when it gives no result
     */
    List<Finding> findings() throws IOException, InterruptedException {
        // A mutant may let the stack never settle; else it does with the next checkpoints.
        LocalStack.Result verify =
                stack.run(
                        LIMIT,
                        "verify",
                        "--every",
                        "--json",
                        "--timeout=PT30S",
                        "--differences=2000");
        try {
            JsonNode report = JSON.readTree(lastLine(verify.output()));
            List<Finding> found = new ArrayList<>();
            for (JsonNode subject : report.path("subjects")) {
                for (JsonNode difference : subject.path("differences")) {
                    found.add(finding(subject.path("subject").asText(), difference.asText()));
                }
            }
            if (!report.has("observations") || found.isEmpty() != (verify.exitCode() == 0)) {
                throw new CommandException("The oracle gives no result:\n" + verify.output());
            }
            return found;
        } catch (JsonProcessingException e) {
            throw new CommandException("The oracle gives no result:\n" + verify.output(), e);
        }
    }

    /** Its progress stands before it. */
    private static String lastLine(String output) {
        return output.lines().reduce((before, line) -> line).orElse("");
    }

    /** The first word of a difference is its kind. */
    private static Finding finding(String subject, String difference) {
        int end = difference.indexOf(' ');
        return new Finding(
                "oracle", difference.substring(0, end), subject, difference.substring(end + 1));
    }
}
