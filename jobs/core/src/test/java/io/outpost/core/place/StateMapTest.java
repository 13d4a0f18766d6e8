package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was flushed is what is loaded, whatever went on between flushes. */
class StateMapTest {
    private static final Codec<String> CODEC =
            new Codec<>((piece, out) -> CompactData.writeText(out, piece), CompactData::readText);
    private static final int NUMBERS = 20;

    private final Stored stored = new Stored();
    private StateMap<String> pieces = new StateMap<>(CODEC);

    /** What Flink's state would hold. */
    private static final class Stored implements StateMap.Store<String> {
        private final Map<Long, byte[]> cold = new HashMap<>();
        private final Map<Long, byte[]> hot = new HashMap<>();
        private int encoded;
        private int puts;

        @Override
        public byte[] encode(String piece) throws IOException {
            encoded++;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CODEC.writer().write(piece, new DataOutputStream(bytes));
            return bytes.toByteArray();
        }

        @Override
        public void putHot(long number, byte[] bytes) {
            hot.put(number, bytes);
        }

        @Override
        public void put(long number, byte[] bytes) {
            puts++;
            cold.put(number, bytes);
        }

        @Override
        public void remove(long number) {
            assertTrue(cold.containsKey(number), "only what is there is removed");
            cold.remove(number);
        }

        @Override
        public void clear() {
            cold.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyChangesAndFlushesAreLoadedAsTheyWere(int seed) throws Exception {
        Random random = new Random(seed);
        Map<Long, String> expected = new HashMap<>();
        for (int step = 0; step < 5_000; step++) {
            long number = random.nextLong(NUMBERS) - NUMBERS / 2;
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> {
                    pieces.put(number, "piece " + step);
                    expected.put(number, "piece " + step);
                }
                case 4, 5 -> {
                    pieces.remove(number);
                    expected.remove(number);
                }
                case 6 -> assertEquals(expected.get(number), pieces.get(number));
                case 7 -> flush(random.nextBoolean());
                case 8 -> {
                    flush(random.nextBoolean());
                    pieces.evictObjects(stored);
                }
                default -> {
                    if (random.nextInt(50) == 0) {
                        pieces.clear();
                        expected.clear();
                    }
                    flush(random.nextBoolean());
                    load();
                }
            }
            assertSame(expected);
        }
    }

    @Test
    void whatChangesAgainAndAgainIsNeverStoredByItself() throws Exception {
        for (int i = 0; i < 10; i++) {
            pieces.put(1, "piece " + i);
            flush(true);
        }
        assertEquals(0, stored.puts);
        flush(false);
        assertEquals(0, stored.puts, "it stays with its place until there is too much");
        flush(true);
        flush(true);
        assertEquals(1, stored.puts, "left alone, it is stored once");
        assertEquals(Map.of(), stored.hot);
        assertEquals(11, stored.encoded, "as often as it has changed, and when it is left alone");
    }

    @Test
    void whatIsStoredByItselfAndWithItsPlaceIsAsWithItsPlace() throws Exception {
        pieces.put(1, "old");
        flush(true);
        flush(true);
        pieces.put(1, "new");
        flush(true);
        assertEquals(Set.of(1L), stored.cold.keySet());
        load();
        assertEquals("new", pieces.get(1));
        pieces.remove(1);
        flush(false);
        load();
        assertNull(pieces.get(1));
    }

    private void flush(boolean cools) throws Exception {
        stored.hot.clear();
        pieces.flush(stored, cools);
    }

    private void load() {
        pieces = new StateMap<>(CODEC);
        stored.cold.forEach(pieces::load);
        stored.hot.forEach(pieces::loadHot);
    }

    private void assertSame(Map<Long, String> expected) {
        Set<Long> numbers = new HashSet<>();
        for (long number : pieces.numbers()) {
            assertTrue(numbers.add(number));
        }
        assertEquals(expected.keySet(), numbers);
    }
}
