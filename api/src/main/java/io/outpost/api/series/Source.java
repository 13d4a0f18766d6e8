package io.outpost.api.series;

import com.fasterxml.jackson.annotation.JsonValue;
import io.outpost.api.web.ProblemException;
import io.outpost.core.weather.Quantity;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** What the buckets of a series are put together from. */
enum Source {
    /** Panes that the job has stored. */
    PANES,
    /** Raw observations, as far as they are still kept. */
    RAW;

    private static final String RAW_COVERAGE =
            "each observation covers its sensor's declared interval, else the median of the sensor's"
                    + " gaps in the range";

    static Source parse(String text) {
        return Arrays.stream(values())
                .filter(source -> source.id().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        "source", "unknown", "must be raw or panes"));
    }

    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How derived values are made from this source, by name. */
    Map<String, String> methods(Collection<Quantity> quantities) {
        Map<String, String> methods = Quantities.methods(quantities);
        if (this == RAW) {
            methods.put("coverage", RAW_COVERAGE);
        }
        return methods;
    }
}
