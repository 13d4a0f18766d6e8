package io.outpost.e2e.mutants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks {@code outpost verify}, which computes again what must be there. */
final class Oracle {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrialStack stack;

    Oracle(TrialStack stack) {
        this.stack = stack;
    }

    /**
     * Compares the whole stack.
     *
     * @throws MutantException when it gives no verdict
     */
    List<Finding> findings() throws IOException, InterruptedException {
        // A mutant may let the stack never settle; else it does with the next checkpoints.
        TrialStack.Ended verify =
                stack.outpost(
                        "verify", "--every", "--json", "--timeout=PT30S", "--differences=2000");
        try {
            JsonNode report = JSON.readTree(lastLine(verify.output()));
            List<Finding> found = new ArrayList<>();
            for (JsonNode subject : report.path("subjects")) {
                for (JsonNode difference : subject.path("differences")) {
                    found.add(finding(subject.path("subject").asText(), difference.asText()));
                }
            }
            if (!report.has("observations") || found.isEmpty() != (verify.exitCode() == 0)) {
                throw new MutantException("The oracle gives no verdict:\n" + verify.output());
            }
            return found;
        } catch (JsonProcessingException e) {
            throw new MutantException("The oracle gives no verdict:\n" + verify.output(), e);
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
