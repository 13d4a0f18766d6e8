package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.Content;
import io.outpost.cli.verify.emission.CountersContent;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.EpisodeContent;
import io.outpost.cli.verify.emission.PaneContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.emission.TransitionContent;
import io.outpost.cli.verify.log.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the order of arrival within the minute horizon does not change. */
class AnyOrderTest {
    private static final int MINUTES = 20 * 24 * 60;

    /** An observation that is at most that late is in the minute tier. */
    private static final int LATEST_MINUTES = 119;

    private record Sent(String sensor, int minute, int late, Map<Measure, Double> values) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rowsStatesAndFlagsAreThoseOfTheLogInOrder(long seed) {
        List<Sent> sent = sent(new Random(seed));
        Map<String, String> inOrder = contents(sent, Comparator.comparingInt(Sent::minute));
        Map<String, String> shuffled =
                contents(sent, Comparator.comparingInt(one -> one.minute() + one.late()));
        assertTrue(inOrder.size() > 1000, "rows");
        assertNotEquals("flags {}", inOrder.get("flags"));
        assertEquals(inOrder.toString(), shuffled.toString());
    }

    /** Two sensors, with gaps, spans without reports, and a counter that is not always there. */
    private static List<Sent> sent(Random random) {
        List<Sent> sent = new ArrayList<>();
        for (String sensor : List.of("a", "b")) {
            double counter = 100;
            int interval = 10;
            // The place is never silent for long, so that nothing jumps.
            int longest = sensor.equals("a") ? 9 * 24 * 60 : 300;
            for (int minute = 0; minute < MINUTES; minute += interval) {
                interval = random.nextInt(50) == 0 ? 1 + random.nextInt(90) : interval;
                minute += random.nextInt(100) == 0 ? random.nextInt(longest) : 0;
                counter += random.nextInt(3) == 0 ? random.nextInt(30) / 10.0 : 0;
                counter -= random.nextInt(40) == 0 ? random.nextInt(30) / 10.0 : 0;
                counter = random.nextInt(60) == 0 ? random.nextInt(400) : Math.max(counter, 0);
                double shown = random.nextInt(8) == 0 ? 0 : counter;
                Map<Measure, Double> values = new TreeMap<>();
                values.put(Measure.AIR_TEMPERATURE_CELSIUS, -14 + random.nextInt(240) / 10.0);
                if (minute / 2000 % 2 != 1 && random.nextInt(3) > 0) {
                    values.put(Measure.PRECIPITATION_COUNTER_MILLIMETRES, shown);
                }
                if (random.nextInt(3) == 0) {
                    values.put(Measure.PRECIPITATION_MILLIMETRES, random.nextInt(20) / 10.0);
                }
                if (random.nextInt(3) > 0) {
                    values.put(Measure.WIND_DIRECTION_DEGREES, random.nextInt(361) * 1.0);
                }
                sent.add(new Sent(sensor, minute, random.nextInt(LATEST_MINUTES), values));
            }
        }
        return sent;
    }

    private static Map<String, String> contents(List<Sent> sent, Comparator<Sent> order) {
        HandMadeLog log =
                new HandMadeLog()
                        .replayed(Instant.parse("2026-08-01T00:00:00Z"), Duration.ofMillis(10))
                        .interval(0);
        sent.stream()
                .sorted(order.thenComparing(Sent::sensor))
                .forEach(
                        one ->
                                log.sensor(one.sensor())
                                        .at("PT" + one.minute() + "M", one.values()));
        Map<String, String> contents = new TreeMap<>();
        for (Emission emission : log.emissionsUntil("PT99999H")) {
            String key = emission.table() + " " + emission.key();
            if (emission.content() instanceof PaneContent pane) {
                contents.put(key, "\n" + key + Arrays.toString(pane.values()));
            } else if (emission.content() instanceof CountersContent counters) {
                assertEquals(0, counters.hourTierOnly() + counters.late() + counters.rejected());
                contents.put("flags", "flags " + counters.flagged());
            } else if (isRetracted(emission.content())) {
                contents.remove(key);
            } else if (emission.table() != Table.ALERTS) {
                contents.put(key, "\n" + emission.content());
            }
        }
        return contents;
    }

    private static boolean isRetracted(Content content) {
        return content instanceof TransitionContent transition
                ? transition.retracted()
                : content instanceof EpisodeContent episode && episode.retracted();
    }
}
