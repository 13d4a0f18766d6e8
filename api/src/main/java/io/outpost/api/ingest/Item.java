package io.outpost.api.ingest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.ObservationCheck.Finding;
import io.outpost.ingest.ParsedObservation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of one observation of a request.
 *
 * @param index of the observation in the request, from 0; of NDJSON the number of its line
 * @param status accepted or rejected
 * @param reason why it is rejected: a reason of dead letters, or one of those below
 * @param pointer to the field that is wrong
 * @param flags values that are left out, with why
 * @param otherFields the sender's fields that Outpost has no name for, kept among the extras
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Item(
        int index,
        String status,
        String reason,
        String detail,
        String pointer,
        Map<String, String> flags,
        List<String> otherFields) {

    /** The text cannot be read as an observation. */
    static final String UNREADABLE = "UNREADABLE";

    /** The caller's key is for another place or sensor. */
    static final String NOT_YOURS = "NOT_YOURS";

    /** The place was deleted, and nothing is taken for it. */
    static final String DELETED_PLACE = "DELETED_PLACE";

    private static final String ACCEPTED = "accepted";
    private static final String REJECTED = "rejected";

    static Item accepted(int index, Finding finding, List<String> otherFields) {
        return new Item(index, ACCEPTED, null, null, null, named(finding.flags()), otherFields);
    }

    static Item rejected(int index, Finding finding) {
        return rejected(index, finding.reason().name(), finding.detail());
    }

    static Item rejected(int index, String reason, String detail) {
        return new Item(index, REJECTED, reason, detail, null, Map.of(), List.of());
    }

    static Item unreadable(int index, ParsedObservation parsed) {
        return new Item(
                index,
                REJECTED,
                UNREADABLE,
                parsed.detail(),
                parsed.pointer(),
                Map.of(),
                List.of());
    }

    @JsonIgnore
    boolean isAccepted() {
        return status.equals(ACCEPTED);
    }

    /** True when more is to be said than that it is accepted. */
    boolean saysMore() {
        return !isAccepted() || !flags.isEmpty() || !otherFields.isEmpty();
    }

    private static Map<String, String> named(Map<Quantity, Flag> flags) {
        Map<String, String> named = new TreeMap<>();
        flags.forEach((quantity, flag) -> named.put(quantity.columnName(), flag.name()));
        return named;
    }
}
