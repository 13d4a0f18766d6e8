package io.outpost.api.series;

import com.fasterxml.jackson.annotation.JsonValue;
import io.outpost.api.web.ProblemException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** What the buckets of a series are put together from. */
public enum Source {
    /** Panes that the job has stored. */
    PANES,
    /** Raw observations, as far as they are still kept. */
    RAW,
    /** Hours of the models. */
    MODELS;

    private static final String RAW_COVERAGE =
            "each observation covers its sensor's declared interval, else the median of the sensor's"
                    + " gaps in the range";
    private static final String MODELS_COVERAGE =
            "hours that the models have stepped, of the hours of the bucket";
    private static final String OF_MODELS =
            "hourly models of snow, soil, frost and flow; a mean is the mean of the stepped hours, each"
                    + " as it ends";

    public static Source parse(String text) {
        return Arrays.stream(values())
                .filter(source -> source.id().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        "source", "unknown", "must be raw, panes or models"));
    }

    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How derived values are made from this source, by name. */
    public Map<String, String> methods(Collection<String> names) {
        Map<String, String> methods = Methods.ofNames(names);
        switch (this) {
            case PANES -> {}
            case RAW -> methods.put("coverage", RAW_COVERAGE);
            case MODELS -> {
                names.forEach(name -> methods.put(name, OF_MODELS));
                methods.put("coverage", MODELS_COVERAGE);
            }
        }
        return methods;
    }
}
