package io.outpost.ingest.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.schemas.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;

/** Whole sessions of stations, and the rain that the job finds in them. */
class StationSessionTest {
    private static final double EXACT_ENOUGH = 1e-9;
    private static final int LAST = StationSession.MINUTES - 1;
    private static final Instant AFTER_THE_GAP =
            StationSession.BEGIN.plus(
                    Duration.ofMinutes(StationSession.GAP_BEGIN + StationSession.GAP_MINUTES));

    private static NavigableMap<Instant, Double> rain(
            StationProtocol protocol, List<String> session) throws RejectedReportException {
        JobRain job = new JobRain();
        for (String report : session) {
            job.apply(read(protocol, report));
        }
        return job.end();
    }

    private static Observation read(StationProtocol protocol, String report)
            throws RejectedReportException {
        return protocol.read(StationForm.parse(report), "hut", "roof", Instant.EPOCH).observation();
    }

    private static double sum(NavigableMap<Instant, Double> rain) {
        return rain.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @Test
    void theYearsCounterLosesNothingAtMidnight() throws RejectedReportException {
        NavigableMap<Instant, Double> rain =
                rain(StationProtocol.ECOWITT, StationSession.ofGateway());
        assertEquals(StationSession.fell(0, LAST), sum(rain), EXACT_ENOUGH);
        assertEquals(0.0, rain.get(StationSession.MIDNIGHT), EXACT_ENOUGH);
    }

    @Test
    void theDaysCounterIsSetBackAtMidnightAndGivesNothingThere() throws RejectedReportException {
        NavigableMap<Instant, Double> rain =
                rain(StationProtocol.WEATHER_UNDERGROUND, StationSession.ofLogger());
        assertEquals(StationSession.fell(0, LAST), sum(rain), EXACT_ENOUGH);
        assertFalse(rain.containsKey(StationSession.MIDNIGHT));
    }

    @Test
    void rainOfAGapComesWithTheFirstReportAfterIt() throws RejectedReportException {
        NavigableMap<Instant, Double> rain =
                rain(StationProtocol.ECOWITT, StationSession.ofGateway());
        assertEquals(15 * 0.254, rain.get(AFTER_THE_GAP), EXACT_ENOUGH);
        assertTrue(rain.subMap(AFTER_THE_GAP.minusSeconds(60 * 39), AFTER_THE_GAP).isEmpty());
    }

    @Test
    void aStationThatSendsAnotherCounterIsNeverCountedTwice() throws RejectedReportException {
        List<String> session = StationSession.ofGateway();
        for (int minute = 150; minute < session.size(); minute++) {
            session.set(
                    minute,
                    session.get(minute).replaceAll("&(weekly|monthly|yearly)rainin=[0-9.]+", ""));
        }
        NavigableMap<Instant, Double> rain = rain(StationProtocol.ECOWITT, session);
        double all = StationSession.fell(0, LAST);
        double atTheChange = StationSession.fell(149, 150);
        assertEquals(all - atTheChange, sum(rain), EXACT_ENOUGH);
    }

    @Test
    void unknownFieldsAreKeptInEachReport() throws RejectedReportException {
        for (String report : StationSession.ofGateway()) {
            Observation read = read(StationProtocol.ECOWITT, report);
            assertEquals("0.114", read.getExtras().get("vpd"));
            assertEquals("88.123", read.getExtras().get("totalrainin"));
            assertEquals("yearlyrainin", read.getExtras().get("rain_counter"));
            assertFalse(read.getExtras().toString().contains("345544D8"));
        }
    }
}
