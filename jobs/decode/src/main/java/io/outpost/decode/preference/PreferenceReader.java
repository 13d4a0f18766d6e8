package io.outpost.decode.preference;

import io.outpost.core.preference.Expression;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.Preference.Step;
import io.outpost.core.preference.QuietHours;
import io.outpost.core.preference.Severity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads preferences as people and apps write them, in JSON: preference.schema.json beside it.
 * Bounds hold before anything is worked out: 16 KiB, 64 nodes, 8 of them within each other.
 */
public final class PreferenceReader {
    static final String TIME_OF_DAY = "^([01]\\d|2[0-3]):[0-5]\\d$";
    static final String TIME =
            "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})$";
    static final String NAME =
            "^[^\\u0000-\\u001f\\u007f]*[^\\u0000-\\u0020\\u007f][^\\u0000-\\u001f\\u007f]*$";

    private static final Pattern TIME_OF_DAY_PATTERN = Pattern.compile(TIME_OF_DAY);
    private static final Pattern TIME_PATTERN = Pattern.compile(TIME);
    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);
    private static final Instant LATEST = Instant.parse("2999-12-31T00:00:00Z");
    private static final Set<String> FIELDS =
            Set.of(
                    "name",
                    "when",
                    "pending",
                    "recovery",
                    "cooldown",
                    "levels",
                    "quiet_hours",
                    "mute_until");

    private final Faults faults = new Faults();
    private final LevelNames levels;

    private PreferenceReader(LevelNames levels) {
        this.levels = levels;
    }

    /**
     * Reads one.
     *
     * @throws UnreadablePreferenceException when it is none; it points at what is wrong
     */
    public static Preference read(byte[] json, LevelNames levels)
            throws UnreadablePreferenceException {
        PreferenceReader reader = new PreferenceReader(levels);
        try {
            Preference read = reader.document(JsonValue.read(json, reader.faults));
            if (read != null) {
                return read;
            }
        } catch (Faults.TooManyException e) {
            // The faults say what is wrong.
        }
        throw new UnreadablePreferenceException(reader.faults.all());
    }

    /** Null where something is wrong. */
    private Preference document(JsonValue value) {
        Fields fields = Fields.of(value, faults);
        if (!faults.isEmpty()) {
            return null;
        }
        fields.allow(FIELDS);
        String name = name(fields);
        Expression when = null;
        if (fields.has("when")) {
            when = new ExpressionReader(levels, faults).read(fields.get("when"));
        } else {
            faults.add(fields.pointer("when"), "missing", "is missing");
        }
        Duration pending = waiting(fields, "pending", Preference.LONGEST_LASTING);
        Duration recovery = waiting(fields, "recovery", Preference.LONGEST_LASTING);
        Duration cooldown = waiting(fields, "cooldown", Preference.LONGEST_COOLDOWN);
        List<Step> steps = steps(fields);
        List<QuietHours> quietHours = quietHours(fields);
        Instant muteUntil = muteUntil(fields);
        return faults.isEmpty()
                ? new Preference(
                        name, when, pending, recovery, cooldown, steps, quietHours, muteUntil)
                : null;
    }

    private String name(Fields fields) {
        String name = fields.requiredText("name");
        if (name != null && name.codePointCount(0, name.length()) > Preference.LONGEST_NAME) {
            faults.add(
                    fields.pointer("name"),
                    "too-long",
                    "may have " + Preference.LONGEST_NAME + " characters at most");
        } else if (name != null && !isName(name)) {
            faults.add(
                    fields.pointer("name"),
                    "not-name",
                    "must have a character that is seen, and no control characters");
        }
        return name;
    }

    private static boolean isName(String name) {
        boolean hasHalves =
                name.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
        return NAME_PATTERN.matcher(name).matches() && !hasHalves;
    }

    private static Duration waiting(Fields fields, String name, Duration most) {
        return fields.duration(name, Duration.ZERO, most, Duration.ZERO);
    }

    private List<Step> steps(Fields fields) {
        List<Step> steps = new ArrayList<>();
        for (JsonValue value : fields.list("levels", Severity.values().length)) {
            Fields step = Fields.of(value, faults);
            step.allow(Set.of("level", "after"));
            step.requiredText("level");
            String name = step.has("level") ? level(step) : null;
            Duration after = waiting(step, "after", Preference.LONGEST_COOLDOWN);
            if (name != null) {
                Step next = new Step(Severity.valueOf(name), after);
                requireRising(step, steps, next);
                steps.add(next);
            }
        }
        return steps.isEmpty() ? List.of(new Step(Severity.NOTICE, Duration.ZERO)) : steps;
    }

    private static String level(Fields step) {
        boolean isText = step.get("level").value() instanceof String;
        return isText ? step.oneOf("level", Set.copyOf(Severity.names())) : null;
    }

    private void requireRising(Fields fields, List<Step> steps, Step next) {
        boolean isRising;
        if (steps.isEmpty()) {
            isRising = next.after().isZero();
        } else {
            Step last = steps.get(steps.size() - 1);
            isRising =
                    next.after().compareTo(last.after()) > 0
                            && next.severity().compareTo(last.severity()) > 0;
        }
        if (!isRising) {
            faults.add(
                    fields.pointer(),
                    "not-rising",
                    "must be more urgent, and later, than the one before; the first from the start");
        }
    }

    private List<QuietHours> quietHours(Fields fields) {
        List<QuietHours> quietHours = new ArrayList<>();
        for (JsonValue value : fields.list("quiet_hours", Preference.MOST_QUIET_HOURS)) {
            Fields hours = Fields.of(value, faults);
            hours.allow(Set.of("from", "to"));
            LocalTime from = timeOfDay(hours, "from");
            LocalTime to = timeOfDay(hours, "to");
            if (from != null && from.equals(to)) {
                faults.add(hours.pointer(), "no-time", "must not be empty");
            } else if (from != null && to != null) {
                quietHours.add(new QuietHours(from, to));
            }
        }
        return quietHours;
    }

    private LocalTime timeOfDay(Fields fields, String name) {
        String text = fields.requiredText(name);
        if (text == null) {
            return null;
        }
        if (!TIME_OF_DAY_PATTERN.matcher(text).matches()) {
            faults.add(fields.pointer(name), "not-time", "must be a time of day, such as 22:00");
            return null;
        }
        return LocalTime.parse(text);
    }

    private Instant muteUntil(Fields fields) {
        String text = fields.text("mute_until");
        if (text == null) {
            return null;
        }
        if (!TIME_PATTERN.matcher(text).matches()) {
            faults.add(
                    fields.pointer("mute_until"),
                    "not-time",
                    "must be a time with an offset, such as 2026-11-30T05:00:00Z");
            return null;
        }
        try {
            Instant until = OffsetDateTime.parse(text).toInstant();
            if (until.isAfter(LATEST)) {
                faults.add(fields.pointer("mute_until"), "out-of-range", "is later than " + LATEST);
            }
            return until;
        } catch (DateTimeException e) {
            faults.add(fields.pointer("mute_until"), "no-time", "is a time that there is not");
            return null;
        }
    }
}
