package io.outpost.decode.preference;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields of an object, each by its type. What is not as it must be is a fault, and read as if
 * it were not there.
 */
final class Fields {
    /** Days, hours and minutes; whole ones. */
    static final String DURATION = "^P(?=.)(\\d{1,3}D)?(T(?=.)(\\d{1,4}H)?(\\d{1,5}M)?)?$";

    private static final Pattern DURATION_PATTERN = Pattern.compile(DURATION);

    private final String pointer;
    private final Map<String, JsonValue> fields;
    private final Faults faults;

    private Fields(String pointer, Map<String, JsonValue> fields, Faults faults) {
        this.pointer = pointer;
        this.fields = fields;
        this.faults = faults;
    }

    /** Those of a value, none where it is no object. */
    @SuppressWarnings("unchecked") // JsonValue has no other maps
    static Fields of(JsonValue value, Faults faults) {
        if (value.value() instanceof Map<?, ?> map) {
            return new Fields(value.pointer(), (Map<String, JsonValue>) map, faults);
        }
        faults.add(value.pointer(), "not-object", "must be an object");
        return new Fields(value.pointer(), Map.of(), faults);
    }

    String pointer() {
        return pointer;
    }

    String pointer(String name) {
        return pointer + '/' + name;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Null where it is not there. */
    JsonValue get(String name) {
        return fields.get(name);
    }

    /** Those that are there of some. */
    List<String> of(List<String> names) {
        return names.stream().filter(fields::containsKey).toList();
    }

    /** All others are faults. */
    void allow(Set<String> names) {
        for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
            if (!names.contains(field.getKey())) {
                faults.add(
                        field.getValue().pointer(),
                        "unknown",
                        "is not known here; there may be " + sorted(names));
            }
        }
    }

    /** Null where it is missing, which is a fault, or none. */
    String requiredText(String name) {
        if (!has(name)) {
            faults.add(pointer(name), "missing", "is missing");
        }
        return text(name);
    }

    String text(String name) {
        if (!has(name)) {
            return null;
        }
        if (fields.get(name).value() instanceof String text) {
            return text;
        }
        faults.add(pointer(name), "not-text", "must be a text");
        return null;
    }

    /** One of some texts; null where it is not there or none. */
    String oneOf(String name, Set<String> texts) {
        String text = text(name);
        if (text != null && !texts.contains(text)) {
            faults.add(pointer(name), "unknown", "must be one of " + sorted(texts));
            return null;
        }
        return text;
    }

    /** NaN where it is not there or none. */
    double number(String name, double least, double most) {
        if (!has(name)) {
            return Double.NaN;
        }
        if (!(fields.get(name).value() instanceof Double number)) {
            faults.add(pointer(name), "not-number", "must be a number");
            return Double.NaN;
        }
        if (!(number >= least && number <= most)) {
            faults.add(
                    pointer(name),
                    "out-of-range",
                    "must be from %s to %s".formatted(text(least), text(most)));
            return Double.NaN;
        }
        return number;
    }

    /** Another one where it is not there or none. */
    Duration duration(String name, Duration least, Duration most, Duration otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        Duration duration = duration(text);
        if (duration == null) {
            faults.add(
                    pointer(name),
                    "not-duration",
                    "must be a duration in days, hours and minutes, such as PT2H or P3D");
        } else if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            faults.add(
                    pointer(name), "out-of-range", "must be from %s to %s".formatted(least, most));
        } else {
            return duration;
        }
        return otherwise;
    }

    private static Duration duration(String text) {
        try {
            return DURATION_PATTERN.matcher(text).matches() ? Duration.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Empty where it is not there or none. */
    @SuppressWarnings("unchecked") // JsonValue has no other lists
    List<JsonValue> list(String name, int most) {
        if (!has(name)) {
            return List.of();
        }
        if (!(fields.get(name).value() instanceof List<?> list)) {
            faults.add(pointer(name), "not-list", "must be a list");
            return List.of();
        }
        if (list.isEmpty() || list.size() > most) {
            faults.add(pointer(name), "wrong-length", "must have 1 to " + most + " entries");
            return List.of();
        }
        return (List<JsonValue>) list;
    }

    /** A number as people write it. */
    static String text(double number) {
        boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return isWhole ? Long.toString((long) number) : Double.toString(number);
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
