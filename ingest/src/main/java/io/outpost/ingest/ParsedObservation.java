package io.outpost.ingest;

import io.outpost.schemas.Observation;
import java.util.List;

/**
 * What a sender's text says: an observation, or what is wrong with the text.
 *
 * @param observation null: the text cannot be read as one
 * @param otherFields names of the sender's fields that are kept among the extras
 * @param pointer JSON pointer to the field that is wrong; empty: to the text as a whole; null: none
 *     is wrong
 * @param detail what is wrong with it, and what it must be; null: nothing
 */
public record ParsedObservation(
        Observation observation, List<String> otherFields, String pointer, String detail) {

    public static ParsedObservation of(Observation observation, List<String> otherFields) {
        return new ParsedObservation(observation, List.copyOf(otherFields), null, null);
    }

    public static ParsedObservation unreadable(String pointer, String detail) {
        return new ParsedObservation(null, List.of(), pointer, detail);
    }

    public boolean isReadable() {
        return observation != null;
    }
}
