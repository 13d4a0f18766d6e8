package io.outpost.ingest.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.outpost.schemas.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole sessions of stations, and the rain that the job finds in them. */
class StationSessionTest {
    private static final double EXACT_ENOUGH = 1e-9;
    private static final int LAST = StationSession.MINUTES - 1;
    private static final Instant AFTER_THE_GAP =
            StationSession.BEGIN.plus(
                    Duration.ofMinutes(StationSession.GAP_BEGIN + StationSession.GAP_MINUTES));

    private static JobRain rain(StationProtocol protocol, List<String> session)
            throws RejectedReportException {
        JobRain job = new JobRain();
        for (String report : session) {
            job.apply(read(protocol, report));
        }
        job.end();
        return job;
    }

    private static Observation read(StationProtocol protocol, String report)
            throws RejectedReportException {
        return protocol.read(StationForm.parse(report), "hut", "roof", Instant.EPOCH).observation();
    }

    private static double sum(JobRain rain) {
        return rain.hours().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @Test
    void theYearsCounterLosesNothingAtMidnight() throws RejectedReportException {
        JobRain rain = rain(StationProtocol.ECOWITT, StationSession.ofGateway());
        assertEquals(StationSession.fell(0, LAST), sum(rain), EXACT_ENOUGH);
        assertEquals(0.0, rain.minutes().get(StationSession.MIDNIGHT), EXACT_ENOUGH);
    }

    @Test
    void theDaysCounterIsSetBackAtMidnightAndGivesNothingThere() throws RejectedReportException {
        JobRain rain = rain(StationProtocol.WEATHER_UNDERGROUND, StationSession.ofLogger());
        assertEquals(StationSession.fell(0, LAST), sum(rain), EXACT_ENOUGH);
        assertFalse(rain.minutes().containsKey(StationSession.MIDNIGHT));
    }

    @Test
    void rainOfAGapIsOfTheHourOfTheFirstReportAfterItAndOfNoMinute()
            throws RejectedReportException {
        JobRain rain = rain(StationProtocol.ECOWITT, StationSession.ofGateway());
        double ofTheGap = 15 * 0.254;
        Instant hour = AFTER_THE_GAP.truncatedTo(ChronoUnit.HOURS);
        assertEquals(ofTheGap, rain.hours().get(hour), EXACT_ENOUGH);
        Instant lastBefore =
                AFTER_THE_GAP.minus(Duration.ofMinutes(StationSession.GAP_MINUTES - 1));
        assertEquals(
                Map.of(),
                rain.minutes().subMap(lastBefore, true, AFTER_THE_GAP, true),
                "no minute gets the rain of the gap");
        double ofMinutes = rain.minutes().values().stream().mapToDouble(Double::doubleValue).sum();
        assertEquals(StationSession.fell(0, LAST) - ofTheGap, ofMinutes, EXACT_ENOUGH);
    }

    @Test
    void aStationThatSendsAnotherCounterIsNeverCountedTwice() throws RejectedReportException {
        List<String> session = StationSession.ofGateway();
        for (int minute = 150; minute < session.size(); minute++) {
            session.set(
                    minute,
                    session.get(minute).replaceAll("&(weekly|monthly|yearly)rainin=[0-9.]+", ""));
        }
        JobRain rain = rain(StationProtocol.ECOWITT, session);
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
