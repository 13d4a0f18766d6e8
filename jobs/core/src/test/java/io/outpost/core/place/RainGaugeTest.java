package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.weather.Flag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RainGaugeTest implements RainGauge.Listener {
    private static final long MINUTE = 60_000;
    private static final double NONE = Double.NaN;
    private static final double MOST = 50;
    private static final int HOURLY_SECONDS = 3600;
    private static final int[] INTERVALS_SECONDS = {0, 60, 600, 601, 1200, 2400, HOURLY_SECONDS};

    /** By time: what the readings give, to all panes but those of minutes. */
    private final TreeMap<Long, Double> given = new TreeMap<>();

    private final TreeMap<Long, Double> givenToMinutes = new TreeMap<>();
    private final EnumMap<Flag, Integer> flags = new EnumMap<>(Flag.class);

    private RainGauge gauge = new RainGauge();
    private long minute;

    @Override
    public void onRain(long atMillis, double millimetres, int countChange) {
        if (countChange > 0) {
            assertEquals(null, given.put(atMillis, millimetres));
        } else {
            assertEquals(millimetres, given.remove(atMillis));
        }
    }

    @Override
    public void onRainOfMinute(long atMillis, double millimetres, int countChange) {
        if (countChange > 0) {
            assertEquals(null, givenToMinutes.put(atMillis, millimetres));
        } else {
            assertEquals(millimetres, givenToMinutes.remove(atMillis));
        }
    }

    @Override
    public void onFlag(Flag flag, int countChange) {
        flags.merge(flag, countChange, (one, other) -> one + other == 0 ? null : one + other);
    }

    @ParameterizedTest
    @CsvSource({
        "120.0 120.2 0.0 120.2 120.4, 0.4",
        "120.0 120.2 0.0 120.4, 0.4",
        "120.2 0.0 120.2 0.0 120.2, 0",
        "1.0 99999.0, 0",
        "1.0 99999.0 99999.2, 0.2",
        "0.0 120.2, 0",
        "120.0 0.0 0.0 120.2 120.4, 0.2",
        "215.6 215.7 215.6 215.7 215.6 215.7, 0.1",
        "10.2 10.0 10.2 10.0 10.2 10.0, 0",
        "50 49 50 49 50 49 50, 0",
        "100 102 0.4 1.0, 2.6",
        "5 3 4 5 6, 1",
        "5 2.9 3.9, 1",
        "10 60, 50",
        "10 60.1, 0"
    })
    void aCounterGivesWhatItCanHaveCounted(String readings, double millimetres) {
        for (String reading : readings.split(" ", -1)) {
            counter(Double.parseDouble(reading));
        }
        assertEquals(millimetres, total(), 1e-9);
    }

    @Test
    void aRiseBeyondWhatCanFallInTheTimeIsFlagged() {
        counter(10);
        counter(60.5);
        assertEquals(Map.of(Flag.IMPLAUSIBLE_RISE, 1), flags);
        minute += 30;
        counter(210);
        assertEquals(149.5, total(), 1e-9);
        assertEquals(Map.of(Flag.IMPLAUSIBLE_RISE, 1), flags);
    }

    @Test
    void whatComesBetweenTakesAFlagBack() {
        read(0, 10, NONE);
        read(20 * MINUTE, 130, NONE);
        assertEquals(Map.of(Flag.IMPLAUSIBLE_RISE, 1), flags);
        read(10 * MINUTE, 80, NONE);
        assertEquals(Map.of(Flag.IMPLAUSIBLE_RISE, 1), flags, "70 mm in 10 min");
        read(5 * MINUTE, 40, NONE);
        assertEquals(Map.of(), flags);
        assertEquals(120, total(), 1e-9);
    }

    @Test
    void aSensorThatSendsBothIsCountedByItsCounter() {
        read(0, 10.2, 0.2);
        read(MINUTE, 10.4, NONE);
        read(2 * MINUTE, 10.6, 0.2);
        read(3 * MINUTE, 10.8, 0.2);
        read(4 * MINUTE, 11.0, NONE);
        assertEquals(1.0, total(), 1e-9);
    }

    @Test
    void theAmountThatIsSentOnlyWhileItRainsIsNotCountedTwice() {
        for (int i = 0; i < 10; i++) {
            boolean rains = i % 3 == 0;
            minute++;
            read(minute * MINUTE, 7 + (i / 3 + 1) * 0.4, rains ? 0.4 : NONE);
        }
        assertEquals(1.6, total(), 1e-9);
    }

    @Test
    void amountsCountWhereNoCounterWasReadForSevenDays() {
        read(0, 10, NONE);
        read(MINUTE, NONE, 3);
        assertEquals(0, given.size());
        read(RainGauge.KNOWN_MILLIS + 1, NONE, 2);
        assertEquals(2, total());
    }

    @ParameterizedTest
    @CsvSource({
        "PT14M, true, false",
        "PT15M, true, false",
        "PT15M0.001S, false, false",
        "PT16M, false, false",
        "PT60M, false, false",
        "PT1H0.001S, false, true",
        "PT61M, false, true",
        "P3D, false, true",
        "P6D, false, true"
    })
    void aRiseOverAGapIsOfNoMinute(Duration gap, boolean isOfMinute, boolean isFlagged) {
        long at = gap.toMillis();
        read(0, 10, NONE);
        read(at, 12.5, NONE);
        assertEquals(Map.of(at, 2.5), given);
        assertEquals(isOfMinute ? Map.of(at, 2.5) : Map.of(), givenToMinutes);
        assertEquals(isFlagged ? Map.of(Flag.RISE_OVER_GAP, 1) : Map.of(), flags);
    }

    @ParameterizedTest
    @CsvSource({
        "60, PT15M, true, false",
        "60, PT16M, false, false",
        "600, PT15M, true, false",
        "600, PT15M0.001S, false, false",
        "601, PT15M1.5S, true, false",
        "601, PT15M1.501S, false, false",
        "900, PT22M30S, true, false",
        "900, PT22M30.001S, false, false",
        "900, PT1H, false, false",
        "900, PT1H0.001S, false, true",
        "1800, PT45M, true, false",
        "1800, PT45M0.001S, false, false",
        "1800, PT1H0.001S, false, true",
        "3600, PT1H30M, true, false",
        "3600, PT1H30M0.001S, false, true",
        "86400, PT36H, true, false",
        "86400, PT36H0.001S, false, true"
    })
    void aGapIsJudgedByTheIntervalOfTheReadingAfterIt(
            int intervalSeconds, Duration gap, boolean isOfMinute, boolean isFlagged)
            throws IOException {
        long at = gap.toMillis();
        read(0, 10, NONE, 86_400);
        read(at, 12.5, NONE, intervalSeconds);
        throughState();
        read(at - 1, 10, NONE, 86_400);
        assertEquals(Map.of(at, 2.5), givenToMinutes.tailMap(at), "1 ms after it was read");
        startAnew();
        read(0, 10, NONE, 86_400);
        read(at, 12.5, NONE, intervalSeconds);
        assertEquals(Map.of(at, 2.5), given);
        assertEquals(isOfMinute ? Map.of(at, 2.5) : Map.of(), givenToMinutes);
        assertEquals(isFlagged ? Map.of(Flag.RISE_OVER_GAP, 1) : Map.of(), flags);
    }

    @Test
    void lateReadingsChangeTheGapAndNotTheInterval() throws IOException {
        read(0, 10, NONE, HOURLY_SECONDS);
        read(100 * MINUTE, 16, NONE, HOURLY_SECONDS);
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1), flags);
        throughState();
        read(20 * MINUTE, 12, NONE, 60);
        assertEquals(Map.of(20 * MINUTE, 2.0, 100 * MINUTE, 4.0), given);
        assertEquals(Map.of(100 * MINUTE, 4.0), givenToMinutes, "80 min after it was read");
        assertEquals(Map.of(), flags);
    }

    @Test
    void aSeldomReportersNoiseIsOfItsMinuteAndItsZeroEndsNoGap() {
        read(0, 120, NONE, HOURLY_SECONDS);
        read(61 * MINUTE, 119, NONE, HOURLY_SECONDS);
        assertEquals(Map.of(61 * MINUTE, 0.0), givenToMinutes);
        read(121 * MINUTE, 0, NONE, HOURLY_SECONDS);
        read(181 * MINUTE, 120.5, NONE, HOURLY_SECONDS);
        assertEquals(Map.of(61 * MINUTE, 0.0, 181 * MINUTE, 0.5), given);
        assertEquals(Map.of(61 * MINUTE, 0.0), givenToMinutes, "2 h after it was read");
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1), flags);
    }

    @Test
    void onlyAnIntervalThatWidensAMinuteTakesState() throws IOException {
        assertEquals(stateBytes(0), stateBytes(600));
        assertEquals(stateBytes(0) + 2, stateBytes(601));
    }

    private int stateBytes(int intervalSeconds) throws IOException {
        startAnew();
        read(0, 10, NONE, intervalSeconds);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        gauge.write(new DataOutputStream(bytes));
        return bytes.size();
    }

    /** Before gaps counted, each minute had what its reading gave; it may be forgotten by now. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1.5, 1.5"})
    void whatAnEarlierVersionGaveToAMinuteIsNotTakenBack(double before, double level)
            throws IOException {
        long last = 20 * MINUTE;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        CompactData.writeUnsigned(out, 2);
        out.writeBoolean(true);
        CompactData.writeSigned(out, 0);
        new RainReading(0, before, NONE, 0, NONE, RainReach.MINUTE, level, 0).write(out);
        CompactData.writeSigned(out, last);
        new RainReading(last, 0, NONE, 0, 0, RainReach.MINUTE, level, last).write(out);
        gauge = RainGauge.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        read(300 * MINUTE, 3, NONE);
        assertEquals(Map.of(300 * MINUTE, 3 - level), given);
        assertEquals(Map.of(), givenToMinutes);
    }

    @Test
    void afterMoreThanSixDaysThereIsNoRiseAndNoFlag() {
        read(0, 10, NONE);
        read(RainGauge.KNOWN_MILLIS + 1, 12.5, NONE);
        assertEquals(Map.of(), given);
        assertEquals(Map.of(), flags);
    }

    @Test
    void noRainOverAGapIsNoFlagAndOfNoMinuteEither() {
        read(0, 10, NONE);
        read(90 * MINUTE, 10, NONE);
        assertEquals(Map.of(90 * MINUTE, 0.0), given);
        assertEquals(Map.of(), givenToMinutes);
        assertEquals(Map.of(), flags);
    }

    @Test
    void lateReadingsInAGapPartItsRiseTakeTheFlagBackAndGiveMinutesTheirShare() {
        read(0, 10, NONE);
        read(100 * MINUTE, 16, NONE);
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1), flags);
        read(88 * MINUTE, 15, NONE);
        assertEquals(Map.of(88 * MINUTE, 5.0, 100 * MINUTE, 1.0), given);
        assertEquals(Map.of(100 * MINUTE, 1.0), givenToMinutes);
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1), flags, "that of the late one");
        read(40 * MINUTE, 12, NONE);
        assertEquals(Map.of(40 * MINUTE, 2.0, 88 * MINUTE, 3.0, 100 * MINUTE, 1.0), given);
        assertEquals(Map.of(100 * MINUTE, 1.0), givenToMinutes);
        assertEquals(Map.of(), flags);
        read(76 * MINUTE, 12, NONE);
        assertEquals(Map.of(88 * MINUTE, 3.0, 100 * MINUTE, 1.0), givenToMinutes);
    }

    @Test
    void aResetAfterAGapGivesNothingAndIsNoFlag() {
        read(0, 100, NONE);
        read(70 * MINUTE, 3, NONE);
        assertEquals(Map.of(), given);
        assertEquals(Map.of(), flags);
        read(80 * MINUTE, 4, NONE);
        assertEquals(Map.of(80 * MINUTE, 1.0), givenToMinutes, "10 min after it was read");
    }

    @Test
    void aFallThatIsNoiseEndsTheGap() {
        read(0, 10, NONE);
        read(70 * MINUTE, 9.5, NONE);
        assertEquals(Map.of(70 * MINUTE, 0.0), given);
        assertEquals(Map.of(), givenToMinutes);
        read(80 * MINUTE, 10.5, NONE);
        assertEquals(0.5, total());
        assertEquals(Map.of(80 * MINUTE, 0.5), givenToMinutes);
        assertEquals(Map.of(), flags);
    }

    @Test
    void aZeroThatIsNoReadingDoesNotEndTheGap() {
        read(0, 120, NONE);
        read(60 * MINUTE, 0, NONE);
        read(70 * MINUTE, 120.5, NONE);
        assertEquals(Map.of(70 * MINUTE, 0.5), given);
        assertEquals(Map.of(), givenToMinutes);
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1), flags);
        read(58 * MINUTE, 120, NONE);
        assertEquals(0.5, total());
        assertEquals(Map.of(70 * MINUTE, 0.5), givenToMinutes, "12 min after it was read");
        assertEquals(Map.of(), flags);
    }

    @Test
    void aZeroThatIsNoReadingKeepsTheCounterKnown() {
        long day = Duration.ofDays(1).toMillis();
        read(0, 120, NONE);
        read(5 * day, 0, NONE);
        read(7 * day, NONE, 3);
        assertEquals(Map.of(), given);
        read(8 * day, 120.5, NONE);
        assertEquals(Map.of(8 * day, 0.5), given, "and the amount stays as it was");
        assertEquals(Map.of(), givenToMinutes);
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1), flags);
    }

    @Test
    void anImplausibleRiseOverAGapIsThatAlone() {
        read(0, 10, NONE);
        read(70 * MINUTE, 361, NONE);
        assertEquals(Map.of(), given);
        assertEquals(Map.of(Flag.IMPLAUSIBLE_RISE, 1), flags);
        read(140 * MINUTE, 362, NONE);
        assertEquals(Map.of(Flag.IMPLAUSIBLE_RISE, 1, Flag.RISE_OVER_GAP, 1), flags);
    }

    @Test
    void amountsAreOfTheirMinutesWhateverTheGap() {
        read(0, NONE, 1);
        read(200 * MINUTE, NONE, 2);
        read(400 * MINUTE, 10, 4);
        assertEquals(given, givenToMinutes);
        assertEquals(7, total());
        read(600 * MINUTE, 13, 3);
        assertEquals(10, total(), "the counter's rise, which is no minute's");
        assertEquals(3, givenToMinutes.size());
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1), flags);
    }

    @Test
    void anyOrderWithinTheHorizonGivesTheSame() throws IOException {
        Random random = new Random(3);
        Set<Flag> withFlags = EnumSet.noneOf(Flag.class);
        for (int round = 0; round < 300; round++) {
            List<double[]> readings = readings(random);
            readings.forEach(this::read);
            TreeMap<Long, Double> inOrder = new TreeMap<>(given);
            TreeMap<Long, Double> toMinutes = new TreeMap<>(givenToMinutes);
            Map<Flag, Integer> flagged = new EnumMap<>(flags);
            withFlags.addAll(flags.keySet());
            startAnew();
            Collections.shuffle(readings, random);
            for (double[] one : readings) {
                read(one);
                throughState();
            }
            assertEquals(inOrder, given);
            assertEquals(toMinutes, givenToMinutes);
            assertEquals(flagged, flags);
            startAnew();
        }
        assertEquals(Set.of(Flag.IMPLAUSIBLE_RISE, Flag.RISE_OVER_GAP), withFlags);
    }

    @Test
    void forgettingWhatIsBehindTheHorizonChangesNothing() {
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            List<double[]> readings = readings(random);
            readings.forEach(this::read);
            TreeMap<Long, Double> kept = new TreeMap<>(given);
            TreeMap<Long, Double> keptOfMinutes = new TreeMap<>(givenToMinutes);
            Map<Flag, Integer> flagged = new EnumMap<>(flags);
            startAnew();
            for (double[] one : readings) {
                read(one);
                gauge.forgetBefore((long) one[0] - 3 * MINUTE);
            }
            assertEquals(kept, given);
            assertEquals(keptOfMinutes, givenToMinutes);
            assertEquals(flagged, flags);
            startAnew();
        }
    }

    @Test
    void whatIsKeptDoesNotGrow() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            counter(i % 7 == 0 ? 0 : 3);
            read(minute++ * MINUTE + 1, NONE, 1);
            gauge.forgetBefore(minute * MINUTE - 120 * MINUTE);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        gauge.write(new DataOutputStream(bytes));
        assertTrue(bytes.size() < 3000, () -> "bytes: " + bytes.size());
    }

    private static List<double[]> readings(Random random) {
        List<double[]> readings = new ArrayList<>();
        double counter = 100;
        int at = 0;
        for (int i = 0; i < 12; i++) {
            at += random.nextInt(4) == 0 ? random.nextInt(90) : 1;
            counter += random.nextInt(3) * 0.5;
            double[] shown = {counter, counter - 1, 0, counter + 70, counter + 130};
            boolean hasCounter = random.nextInt(4) > 0;
            int odd = random.nextInt(3) == 0 ? random.nextInt(shown.length) : 0;
            readings.add(
                    new double[] {
                        at++ * MINUTE,
                        hasCounter ? shown[odd] : NONE,
                        random.nextBoolean() || !hasCounter ? 0.5 : NONE,
                        INTERVALS_SECONDS[random.nextInt(INTERVALS_SECONDS.length)]
                    });
        }
        return readings;
    }

    private void counter(double millimetres) {
        read(minute++ * MINUTE, millimetres, NONE);
    }

    private void read(double[] one) {
        read((long) one[0], one[1], one[2], (int) one[3]);
    }

    private void read(long atMillis, double counter, double amount) {
        read(atMillis, counter, amount, 0);
    }

    private void read(long atMillis, double counter, double amount, int intervalSeconds) {
        gauge.read(atMillis, counter, amount, intervalSeconds, MOST, this);
    }

    private void throughState() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        gauge.write(new DataOutputStream(bytes));
        gauge = RainGauge.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private void startAnew() {
        gauge = new RainGauge();
        given.clear();
        givenToMinutes.clear();
        flags.clear();
    }

    private double total() {
        return given.values().stream().mapToDouble(millimetres -> millimetres).sum();
    }
}
