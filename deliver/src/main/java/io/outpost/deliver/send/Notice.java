package io.outpost.deliver.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a body says, for people.
 *
 * @param summary one sentence
 * @param details the reasons, a line each
 */
record Notice(String summary, String details) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Of a body of ours. */
    static Notice of(String body) {
        try {
            JsonNode data = MAPPER.readTree(body).path("data");
            return new Notice(data.path("summary").asText(), details(data.path("drivers")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored body is no JSON", e);
        }
    }

    private static String details(JsonNode drivers) {
        return StreamSupport.stream(drivers.spliterator(), false)
                .map(one -> one.path("measure").asText() + ": " + one.path("value").asText("?"))
                .collect(Collectors.joining("\n"));
    }
}
