package io.outpost.core.place;

import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.SteppedPlace;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.weather.WindHeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the rules need to know of a version of a place's parameters, and from when on it applies.
 *
 * @param fromMinuteMillis first minute that it applies to; Long.MIN_VALUE: to all
 * @param fromHourMillis first hour that it applies to; Long.MIN_VALUE: to all
 * @param staleAfterMillis 0: the job's default
 * @param latitudeDegrees NaN: not known; so the longitude and the elevation
 * @param surface null: not known; so the size of the stream
 * @param windTo10Metres by what the speed of the wind is multiplied to have that at 10 m
 */
record AppliedVersion(
        long fromMinuteMillis,
        long fromHourMillis,
        long staleAfterMillis,
        double latitudeDegrees,
        double longitudeDegrees,
        double elevationMetres,
        Surface surface,
        StreamSize streamSize,
        double windHeightMetres,
        double windTo10Metres) {
    /** The defaults of a place that is not described yet. */
    static final AppliedVersion NONE = of(PlaceVersion.removal(""), Long.MIN_VALUE, Long.MIN_VALUE);

    static AppliedVersion of(PlaceVersion version, long fromMinuteMillis, long fromHourMillis) {
        PlaceVersion said = version.removed() ? PlaceVersion.removal("") : version;
        return new AppliedVersion(
                fromMinuteMillis,
                fromHourMillis,
                said.staleAfterSeconds() * 1000L,
                said.latitudeDegrees(),
                said.longitudeDegrees(),
                said.elevationMetres(),
                said.surface(),
                said.streamSize(),
                said.windHeightMetres(),
                WindHeight.factorTo10Metres(said.windHeightMetres()));
    }

    boolean hasPosition() {
        return !Double.isNaN(latitudeDegrees) && !Double.isNaN(longitudeDegrees);
    }

    /** What the models need to know; null without a position. */
    SteppedPlace models() {
        if (!hasPosition()) {
            return null;
        }
        return SteppedPlace.of(
                ModelParameters.at(
                        latitudeDegrees,
                        longitudeDegrees,
                        Double.isNaN(elevationMetres)
                                ? ModelParameters.DEFAULT_ELEVATION_METRES
                                : elevationMetres,
                        surface == null ? Surface.LOAM : surface,
                        streamSize == null ? StreamSize.MEDIUM : streamSize));
    }

    /** The same from an earlier minute and hour on. */
    AppliedVersion from(AppliedVersion earlier) {
        return new AppliedVersion(
                earlier.fromMinuteMillis,
                earlier.fromHourMillis,
                staleAfterMillis,
                latitudeDegrees,
                longitudeDegrees,
                elevationMetres,
                surface,
                streamSize,
                windHeightMetres,
                windTo10Metres);
    }

    /** True when another one applies from the same minute and the same hour. */
    boolean isFrom(AppliedVersion other) {
        return fromMinuteMillis == other.fromMinuteMillis && fromHourMillis == other.fromHourMillis;
    }

    /** True when it applies to all minutes and hours from a time on. */
    boolean appliesFrom(long millis) {
        return fromMinuteMillis <= millis && fromHourMillis <= millis;
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeSigned(out, fromMinuteMillis);
        CompactData.writeSigned(out, fromHourMillis);
        CompactData.writeUnsigned(out, staleAfterMillis);
        CompactData.writeNumber(out, latitudeDegrees);
        CompactData.writeNumber(out, longitudeDegrees);
        CompactData.writeNumber(out, elevationMetres);
        CompactData.writeUnsigned(out, surface == null ? 0 : surface.ordinal() + 1);
        CompactData.writeUnsigned(out, streamSize == null ? 0 : streamSize.ordinal() + 1);
        CompactData.writeNumber(out, windHeightMetres);
    }

    static AppliedVersion read(DataInput in) throws IOException {
        long fromMinute = CompactData.readSigned(in);
        long fromHour = CompactData.readSigned(in);
        long staleAfter = CompactData.readUnsigned(in);
        double latitude = CompactData.readNumber(in);
        double longitude = CompactData.readNumber(in);
        double elevation = CompactData.readNumber(in);
        Surface surface = constant(Surface.values(), in);
        StreamSize stream = constant(StreamSize.values(), in);
        double windHeight = CompactData.readNumber(in);
        return new AppliedVersion(
                fromMinute,
                fromHour,
                staleAfter,
                latitude,
                longitude,
                elevation,
                surface,
                stream,
                windHeight,
                WindHeight.factorTo10Metres(windHeight));
    }

    /** Of a format that knew the minute and the silence alone: the hour is the next that begins. */
    static AppliedVersion ofSilence(long fromMinuteMillis, long staleAfterMillis) {
        long hour =
                fromMinuteMillis == Long.MIN_VALUE
                        ? fromMinuteMillis
                        : PaneWidth.HOUR.startOf(fromMinuteMillis - 1) + PaneWidth.HOUR.millis();
        PlaceVersion version =
                PlaceVersion.at(
                        "",
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        "UTC",
                        (int) (staleAfterMillis / 1000));
        return of(version, fromMinuteMillis, hour);
    }

    private static <E> E constant(E[] constants, DataInput in) throws IOException {
        int number = (int) CompactData.readUnsigned(in);
        return number == 0 ? null : constants[number - 1];
    }
}
