package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RainGaugeTest implements RainGauge.Listener {
    private static final long MINUTE = 60_000;
    private static final double NONE = Double.NaN;
    private static final double MOST = 50;

    /** By time: what the readings give. */
    private final TreeMap<Long, Double> given = new TreeMap<>();

    private RainGauge gauge = new RainGauge();
    private int implausible;
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
    public void onImplausibleRise(int countChange) {
        implausible += countChange;
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
        assertEquals(1, implausible);
        minute += 30;
        counter(210);
        assertEquals(149.5, total(), 1e-9);
        assertEquals(1, implausible);
    }

    @Test
    void whatComesBetweenTakesAFlagBack() {
        read(0, 10, NONE);
        read(20 * MINUTE, 130, NONE);
        assertEquals(1, implausible);
        read(10 * MINUTE, 80, NONE);
        assertEquals(1, implausible, "70 mm in 10 min");
        read(5 * MINUTE, 40, NONE);
        assertEquals(0, implausible);
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

    @Test
    void anyOrderWithinTheHorizonGivesTheSame() throws IOException {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            List<double[]> readings = readings(random);
            readings.forEach(one -> read((long) one[0], one[1], one[2]));
            TreeMap<Long, Double> inOrder = new TreeMap<>(given);
            int flagged = implausible;
            startAnew();
            Collections.shuffle(readings, random);
            for (double[] one : readings) {
                read((long) one[0], one[1], one[2]);
                throughState();
            }
            assertEquals(inOrder, given);
            assertEquals(flagged, implausible);
            startAnew();
        }
    }

    @Test
    void forgettingWhatIsBehindTheHorizonChangesNothing() {
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            List<double[]> readings = readings(random);
            readings.forEach(one -> read((long) one[0], one[1], one[2]));
            TreeMap<Long, Double> kept = new TreeMap<>(given);
            startAnew();
            for (double[] one : readings) {
                read((long) one[0], one[1], one[2]);
                gauge.forgetBefore((long) one[0] - 3 * MINUTE);
            }
            assertEquals(kept, given);
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
        for (int i = 0; i < 12; i++) {
            counter += random.nextInt(3) * 0.5;
            double[] shown = {counter, counter - 1, 0, counter + 70, counter + 130};
            boolean hasCounter = random.nextInt(4) > 0;
            int odd = random.nextInt(3) == 0 ? random.nextInt(shown.length) : 0;
            readings.add(
                    new double[] {
                        i * MINUTE,
                        hasCounter ? shown[odd] : NONE,
                        random.nextBoolean() || !hasCounter ? 0.5 : NONE
                    });
        }
        return readings;
    }

    private void counter(double millimetres) {
        read(minute++ * MINUTE, millimetres, NONE);
    }

    private void read(long atMillis, double counter, double amount) {
        gauge.read(atMillis, counter, amount, MOST, this);
    }

    private void throughState() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        gauge.write(new DataOutputStream(bytes));
        gauge = RainGauge.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private void startAnew() {
        gauge = new RainGauge();
        given.clear();
        implausible = 0;
    }

    private double total() {
        return given.values().stream().mapToDouble(millimetres -> millimetres).sum();
    }
}
