package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.outpost.core.weather.Quantity;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A pane of one observation is kept in another form than those of none and of several. */
class PaneTest {
    private static final int[] CODES = {
        Quantity.AIR_TEMPERATURE_CELSIUS.code(),
        Quantity.RELATIVE_HUMIDITY_PERCENT.code(),
        Quantity.PRESSURE_HECTOPASCALS.code()
    };
    private static final int ALL = -1;

    private final Random random = new Random(6);

    private record Sent(long atMillis, int intervalSeconds, double[] values) {
        ObservedValues observed() {
            ObservedValues observed = new ObservedValues();
            observed.fill(values, 1);
            return observed;
        }
    }

    @Test
    void hasWhatItsObservationsHaveHoweverTheyCame() throws IOException {
        for (int round = 0; round < 300; round++) {
            List<Sent> sent = sent(random.nextInt(4));
            Pane direct = new Pane();
            Pane stored = new Pane();
            Pane merged = new Pane();
            int split = random.nextInt(sent.size() + 1);
            for (Sent one : sent) {
                add(direct, one);
                add(stored, one);
                stored = read(bytes(stored));
            }
            merged.add(of(sent.subList(0, split)), ALL);
            merged.add(read(bytes(of(sent.subList(split, sent.size())))), ALL);
            for (Pane pane : List.of(direct, stored, merged)) {
                requireAll(sent, pane);
                assertArrayEquals(bytes(direct), bytes(pane));
            }
        }
    }

    @Test
    void takesOverTheWantedQuantitiesAlone() {
        Pane single = of(sent(1));
        Pane pane = new Pane();
        pane.add(single, single.quantities() & ~(1 << CODES[0]));
        assertFalse(pane.has(CODES[0]));
        assertEquals(1, pane.observations());
        assertEquals(0, pane.count(CODES[0]));
        pane.add(single, ALL);
        assertEquals(single.quantities(), pane.quantities());
        assertEquals(2, pane.observations());
    }

    private static void requireAll(List<Sent> sent, Pane pane) {
        assertEquals(sent.size(), pane.observations());
        assertEquals(sent.stream().mapToLong(Sent::intervalSeconds).sum(), pane.coveredSeconds());
        for (int code : CODES) {
            List<Sent> having =
                    sent.stream().filter(one -> !Double.isNaN(one.values[code])).toList();
            assertEquals(having.size(), pane.count(code));
            assertEquals(!having.isEmpty(), pane.has(code));
            if (!having.isEmpty()) {
                double[] values = having.stream().mapToDouble(one -> one.values[code]).toArray();
                assertEquals(Arrays.stream(values).min().orElseThrow(), pane.min(code));
                assertEquals(Arrays.stream(values).max().orElseThrow(), pane.max(code));
                assertEquals(Arrays.stream(values).sum(), pane.sum(code), 1e-9);
                assertEquals(
                        having.stream().mapToLong(Sent::intervalSeconds).sum(),
                        pane.coveredSeconds(code));
                assertEquals(
                        having.stream().filter(one -> one.intervalSeconds == 0).count(),
                        pane.unknownIntervals(code));
            }
        }
    }

    private List<Sent> sent(int many) {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            double[] values = new double[Quantity.COUNT];
            Arrays.fill(values, Double.NaN);
            for (int code : CODES) {
                values[code] = random.nextInt(3) == 0 ? Double.NaN : random.nextInt(4000) / 16.0;
            }
            sent.add(new Sent(random.nextInt(60_000), 60 * random.nextInt(2), values));
        }
        return sent;
    }

    private static Pane of(List<Sent> sent) {
        Pane pane = new Pane();
        sent.forEach(one -> add(pane, one));
        return pane;
    }

    private static void add(Pane pane, Sent one) {
        pane.addObservation(one.atMillis, one.intervalSeconds);
        pane.addValues(one.observed(), ALL, one.intervalSeconds);
    }

    private static byte[] bytes(Pane pane) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pane.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Pane read(byte[] bytes) throws IOException {
        return Pane.read(new BytesInput(bytes));
    }
}
