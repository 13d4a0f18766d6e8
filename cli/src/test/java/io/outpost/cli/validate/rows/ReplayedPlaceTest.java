package io.outpost.cli.validate.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.outpost.cli.replay.mapping.MappingReader;
import io.outpost.cli.replay.recording.ObservationEncoder;
import io.outpost.cli.replay.recording.RecordingFile;
import io.outpost.cli.replay.recording.RecordingReader;
import io.outpost.cli.replay.recording.Unreadable;
import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.validate.recording.RecordedSets;
import io.outpost.cli.validate.recording.SnotelYear;
import io.outpost.cli.validate.recording.WeatherHours;
import io.outpost.core.model.ModelParameters;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is replayed is what the classes are scored on: read as {@code outpost replay} reads it. */
class ReplayedPlaceTest {
    private static final double NONE = Double.NaN;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir private Path folder;
    private final List<Observation> sent = new ArrayList<>();
    private final Unreadable unreadable = new Unreadable();
    private RecordingReader reader;

    @BeforeEach
    void reader() {
        reader = new RecordingReader(new ObservationEncoder(0), unreadable);
    }

    @Test
    void madeHoursComeBackAsTheSameNumbers() throws IOException {
        WeatherHours hours =
                new WeatherHours(
                        438_291,
                        new double[] {1 / 3.0, -1.25e-5 / 3, NONE, -40},
                        new double[] {0.1 / 24, NONE, 0, 12.7 / 24},
                        new double[] {99.9, NONE, 62.6, 7});
        ReplayedPlace place = new ReplayedPlace("made", ModelParameters.at(59.28, 0), hours, null);
        Path file = folder.resolve(MadeHoursFile.NAME);
        MadeHoursFile.write(file, List.of(place));
        read(file, StackReplay.mappingOfMade());
        assertEquals(
                new PlaceEntry("made", "made hours: made", 59.28, 0.0, 300.0, "UTC", null),
                reader.places().byId().get("made"));
        assertEquals(hours.count(), sent.size());
        for (int i = 0; i < sent.size(); i++) {
            Observation one = sent.get(i);
            assertEquals(hours.firstEpochHour() + i, epochHour(one));
            assertSame(hours.airTemperatureCelsius()[i], one.getAirTemperatureCelsius());
            assertSame(hours.precipitationMillimetres()[i], one.getPrecipitationMillimetres());
            assertSame(hours.relativeHumidityPercent()[i], one.getRelativeHumidityPercent());
        }
    }

    @Test
    void aYearThatTheJobCanBridgeIsSentAsItWasMeasured() throws IOException {
        SnotelYear year = year(168);
        ReplayedPlace place = ReplayedPlace.of(year);
        assertEquals("snotel-428-wy2010", place.id());
        read(place.measured(), StackReplay.mappingOfMeasured(List.of(place)));
        PlaceEntry entry = reader.places().byId().get("snotel-428-wy2010");
        assertEquals(
                List.of(39.33, -120.37, 2100.0),
                List.of(entry.latitude(), entry.longitude(), entry.elevationMetres()));
        assertEquals(place.hours().count(), sent.size());
        assertEquals(place.hours().firstEpochHour(), epochHour(sent.get(0)));
        assertEquals(place.lastHour(), sent.get(sent.size() - 1).getObservedAt(), "the same hours");
        assertEquals(5, sent.get(0).getAirTemperatureCelsius());
        assertNull(sent.get(1).getAirTemperatureCelsius(), "gaps stay");
        assertEquals(2.5, sent.get(1).getPrecipitationCounterMillimetres());
        assertNull(sent.get(0).getSnowWaterEquivalentMillimetres(), "by which it is scored");
    }

    @Test
    void aYearWithALongerGapIsMadeAndSaysSo() throws IOException {
        ReplayedPlace place = ReplayedPlace.of(year(169));
        assertEquals("snotel-428-wy2010-gaps-filled", place.id());
        assertNull(place.measured());
    }

    /** A year with so many hours without a temperature, after the first. */
    private SnotelYear year(int gapHours) throws IOException {
        StringBuilder rows =
                new StringBuilder(
                        "date,sh_SWE_mm,sh_snowdepth_cm,sh_precip_mm,sh_temp_C,sh_sm2_pct\n");
        for (int hour = 0; hour < gapHours + 2; hour++) {
            LocalDateTime at = LocalDateTime.of(2009, 10, 1, 0, 0).plusHours(hour);
            String celsius = hour == 0 || hour > gapHours ? "5" : "";
            rows.append("%s,1,2,%s,%s,3%n".formatted(at.format(TIME), 2.5 * hour, celsius));
        }
        Files.writeString(folder.resolve("428_WY2010_L3.csv"), rows);
        SnotelYear year = RecordedSets.in(folder).snotelYears().get(0);
        assertEquals(gapHours, year.longestGapHours());
        return year;
    }

    private void read(Path file, String mapping) {
        reader.read(
                RecordingFile.at(file).get(0),
                MappingReader.read("mapping", mapping),
                reading -> sent.add(decoded(reading.value())));
        assertEquals(Map.of(), unreadable.byReason());
    }

    private static Observation decoded(byte[] value) {
        byte[] body = Arrays.copyOfRange(value, WireFormat.HEADER_BYTES, value.length);
        try {
            return new SpecificDatumReader<>(Observation.class)
                    .read(null, DecoderFactory.get().binaryDecoder(body, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long epochHour(Observation observation) {
        return observation.getObservedAt().getEpochSecond() / 3600;
    }

    private static void assertSame(double wanted, Double found) {
        assertEquals(wanted, found == null ? NONE : found);
    }
}
