package io.outpost.cli.replay.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.outpost.cli.yaml.MistakeException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a time column is written: {@code iso}, {@code epochSeconds}, {@code epochMillis} or letters
 * of {@link DateTimeFormatter}. Strict: 30 February is no date.
 */
public final class TimePattern {
    private static final String ISO = "iso";
    private static final String EPOCH_SECONDS = "epochSeconds";
    private static final String EPOCH_MILLIS = "epochMillis";

    private final String pattern;
    private final DateTimeFormatter formatter;

    /**
     * Checks the letters; a mapping names its pattern by them.
     *
     * @throws IllegalArgumentException when the letters are no pattern
     */
    @JsonCreator
    public TimePattern(String pattern) {
        this.pattern = pattern;
        try {
            this.formatter = formatterOf(pattern);
        } catch (IllegalArgumentException e) {
            throw new MistakeException("is no time pattern: " + e.getMessage());
        }
    }

    /**
     * The instant of a text, or both that it can be; with the wall clock when the text has no
     * offset.
     *
     * @throws DateTimeException when the text is not such a time, or does not exist on the wall
     *     clock
     */
    public List<Instant> parse(String text, Optional<WallClock> wallClock) {
        if (pattern.equals(EPOCH_SECONDS) || pattern.equals(EPOCH_MILLIS)) {
            return List.of(epoch(text));
        }
        TemporalAccessor parsed = formatter.parse(text);
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return List.of(Instant.from(parsed));
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (date == null) {
            throw new DateTimeException("no date in " + text);
        }
        return wallClock
                .orElseThrow(() -> new DateTimeException("no offset in " + text + " and no zone"))
                .instants(date.atTime(time == null ? LocalTime.MIDNIGHT : time));
    }

    /** True when a time of this pattern can carry its own offset. */
    public boolean carriesOffset() {
        return pattern.equals(ISO)
                || pattern.startsWith("epoch")
                || pattern.replaceAll("'[^']*'", "").matches(".*[XxZVzO].*");
    }

    private Instant epoch(String text) {
        try {
            long number = Long.parseLong(text);
            return pattern.equals(EPOCH_SECONDS)
                    ? Instant.ofEpochSecond(number)
                    : Instant.ofEpochMilli(number);
        } catch (NumberFormatException e) {
            throw new DateTimeException(text + " is no whole number", e);
        }
    }

    private static DateTimeFormatter formatterOf(String pattern) {
        return switch (pattern) {
            case ISO, EPOCH_SECONDS, EPOCH_MILLIS ->
                    new DateTimeFormatterBuilder()
                            .append(DateTimeFormatter.ISO_LOCAL_DATE)
                            .optionalStart()
                            .appendPattern("['T'][' ']")
                            .append(DateTimeFormatter.ISO_LOCAL_TIME)
                            .optionalStart()
                            .appendOffsetId()
                            .toFormatter(Locale.ENGLISH)
                            .withResolverStyle(ResolverStyle.STRICT);
            default ->
                    new DateTimeFormatterBuilder()
                            .parseCaseInsensitive()
                            .appendPattern(pattern)
                            .parseDefaulting(ChronoField.ERA, 1)
                            .toFormatter(Locale.ENGLISH)
                            .withResolverStyle(ResolverStyle.STRICT);
        };
    }
}
