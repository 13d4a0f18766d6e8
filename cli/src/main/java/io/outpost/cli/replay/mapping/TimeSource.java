package io.outpost.cli.replay.mapping;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.outpost.cli.yaml.MistakeException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where the time of a row comes from: one text, which may stand in several columns, or columns with
 * numbers.
 *
 * @param column joined by a blank where there are several; null: year, month and day have a column
 *     each, hour and minute may have
 * @param zone an IANA name, an offset, or ofPlace; null: the times carry their offset
 * @param standardTime true: by the zone's standard time all year
 */
public record TimeSource(
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> column,
        TimePattern pattern,
        String zone,
        boolean standardTime,
        String year,
        String month,
        String day,
        String hour,
        String minute) {
    private static final String OF_PLACE = "ofPlace";

    public TimeSource {
        boolean hasParts = Stream.of(year, month, day, hour, minute).anyMatch(Objects::nonNull);
        if (zone != null && !zone.equals(OF_PLACE)) {
            PlaceCheck.zone(zone, "zone");
        }
        if (column == null) {
            if (year == null || pattern != null) {
                throw new MistakeException("needs a column, or year, month and day");
            }
            MistakeException.required(zone, "zone");
            MistakeException.required(month, "month");
            MistakeException.required(day, "day");
        } else {
            if (hasParts) {
                throw new MistakeException("cannot stand beside year, month and day", "column");
            }
            pattern = Objects.requireNonNullElseGet(pattern, () -> new TimePattern("iso"));
            if (zone == null && !pattern.carriesOffset()) {
                throw new MistakeException("is missing: the times carry no offset", "zone");
            }
        }
    }

    /** True when each place has its own zone. */
    @JsonIgnore
    public boolean isOfPlace() {
        return OF_PLACE.equals(zone);
    }
}
