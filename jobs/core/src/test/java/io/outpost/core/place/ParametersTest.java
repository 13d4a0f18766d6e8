package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.weather.WindHeight;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ParametersTest {
    private static final long MINUTE = PaneWidth.MINUTE.millis();
    private static final long HOUR = PaneWidth.HOUR.millis();
    private static final long ALL = Long.MIN_VALUE;

    @Test
    void minutesAndHoursEachHaveTheirOwnVersion() {
        Parameters parameters =
                Parameters.DEFAULT
                        .next(version(300, ALL, ALL), ALL)
                        .next(version(400, 5 * MINUTE, ALL), ALL)
                        .next(version(500, 90 * MINUTE, HOUR), ALL);
        assertEquals(300_000, parameters.atMinute(4 * MINUTE).staleAfterMillis());
        assertEquals(400_000, parameters.atMinute(5 * MINUTE).staleAfterMillis());
        assertEquals(500_000, parameters.atMinute(90 * MINUTE).staleAfterMillis());
        assertEquals(400_000, parameters.atHour(0).staleAfterMillis());
        assertEquals(500_000, parameters.atHour(HOUR).staleAfterMillis());
        assertEquals(500_000, parameters.newest().staleAfterMillis());
    }

    @Test
    void withoutAVersionAndAfterARemovalTheDefaultsApply() {
        Parameters parameters =
                Parameters.DEFAULT
                        .next(version(300, MINUTE, HOUR), ALL)
                        .next(
                                AppliedVersion.of(
                                        PlaceVersion.removal("hut"), 2 * MINUTE, 2 * HOUR),
                                ALL);
        for (AppliedVersion none :
                new AppliedVersion[] {
                    Parameters.DEFAULT.newest(),
                    parameters.atMinute(0),
                    parameters.atHour(0),
                    parameters.newest(),
                    parameters.atHour(2 * HOUR)
                }) {
            assertEquals(0, none.staleAfterMillis());
            assertTrue(Double.isNaN(none.latitudeDegrees()));
            assertNull(none.surface());
            assertEquals(1, none.windTo10Metres());
        }
        assertEquals(300_000, parameters.atHour(HOUR).staleAfterMillis());
    }

    @Test
    void whatNothingIsAskedOfAgainIsForgottenAndTheRestStays() throws IOException {
        Parameters parameters = Parameters.DEFAULT;
        for (int hour = 0; hour < 1000; hour++) {
            parameters =
                    parameters.next(
                            version(300 + hour, hour * HOUR, hour * HOUR), (hour - 3) * HOUR);
        }
        assertTrue(bytes(parameters).length < 300, bytes(parameters).length + " bytes");
        for (int hour = 996; hour < 1000; hour++) {
            assertEquals((300 + hour) * 1000L, parameters.atHour(hour * HOUR).staleAfterMillis());
        }
    }

    @Test
    void ofTooManyVersionsTheOldestFallsAwayAndTheNextOneAppliesToItsTime() throws IOException {
        Parameters parameters = Parameters.DEFAULT;
        for (int minute = 0; minute < Parameters.MOST_VERSIONS + 2; minute++) {
            parameters = parameters.next(version(300 + minute, minute * MINUTE, ALL), ALL);
        }
        assertEquals(302_000, parameters.atMinute(0).staleAfterMillis());
        assertEquals(302_000, parameters.atMinute(2 * MINUTE).staleAfterMillis());
        assertEquals(303_000, parameters.atMinute(3 * MINUTE).staleAfterMillis());
        assertTrue(bytes(parameters).length < 4096, bytes(parameters).length + " bytes");
    }

    @Test
    void allThatTheRulesNeedComesBackFromASnapshot() throws IOException {
        PlaceVersion said =
                new PlaceVersion(
                        "Hut",
                        46.123456789,
                        Double.NaN,
                        -12.5,
                        "UTC",
                        600,
                        Surface.GRAVEL,
                        StreamSize.SMALL,
                        90,
                        1.5,
                        false);
        Parameters parameters =
                Parameters.DEFAULT
                        .next(AppliedVersion.of(said, ALL, ALL), ALL)
                        .next(version(0, MINUTE, HOUR), ALL);
        Parameters read = Parameters.read(in(bytes(parameters)));
        assertEquals(parameters.atMinute(0), read.atMinute(0));
        assertEquals(parameters.newest(), read.newest());
        assertEquals(
                WindHeight.factorTo10Metres(1.5), read.atHour(0).windTo10Metres(), "of the height");
    }

    @Test
    void versionsOfTheFirstFormatApplyFromTheNextHour() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        CompactData.writeSortedLongs(out, new long[] {ALL, 59 * MINUTE, HOUR});
        for (long staleAfterMillis : new long[] {300_000, 400_000, 0}) {
            CompactData.writeUnsigned(out, staleAfterMillis);
        }
        Parameters read = Parameters.readFirstFormat(in(bytes.toByteArray()));
        assertEquals(300_000, read.atMinute(58 * MINUTE).staleAfterMillis());
        assertEquals(400_000, read.atMinute(59 * MINUTE).staleAfterMillis());
        assertEquals(0, read.atMinute(HOUR).staleAfterMillis());
        assertEquals(300_000, read.atHour(0).staleAfterMillis());
        assertEquals(0, read.atHour(HOUR).staleAfterMillis());
    }

    private static AppliedVersion version(int staleAfterSeconds, long minute, long hour) {
        return AppliedVersion.of(KeptPlace.version(staleAfterSeconds), minute, hour);
    }

    private static byte[] bytes(Parameters parameters) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parameters.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
