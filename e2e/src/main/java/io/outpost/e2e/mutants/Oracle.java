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
        TrialStack.Ended verify = stack.outpost("verify", "--json");
        try {
            String output = verify.output();
            JsonNode report = JSON.readTree(output.substring(Math.max(0, output.indexOf('{'))));
            List<Finding> found = new ArrayList<>();
            for (JsonNode one : report.path("differences")) {
                found.add(
                        new Finding(
                                "oracle",
                                one.path("kind").asText(),
                                one.path("where").asText(),
                                one.path("key").asText(),
                                one.path("detail").asText()));
            }
            if (found.isEmpty() != (verify.exitCode() == 0)) {
                throw new MutantException("The oracle gives no verdict:\n" + output);
            }
            return found;
        } catch (JsonProcessingException e) {
            throw new MutantException("The oracle gives no verdict:\n" + verify.output(), e);
        }
    }
}
