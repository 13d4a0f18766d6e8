package io.outpost.bench.backlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.peer.PlainRecords;
import io.outpost.schemas.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisorderTest {
    private static final Backlog IN_ORDER = Backlog.inOrder(20, 10, 10, 4, 7);

    @Test
    void theSameRecordsComeInAnotherOrder() {
        List<byte[]> ordered = values(IN_ORDER);
        List<byte[]> late = values(IN_ORDER.with(0, new Disorder(30, 600)));
        assertEquals(IN_ORDER.records(), late.size());
        assertTrue(positionsThatDiffer(ordered, late) > late.size() / 4);
        assertEquals(sorted(ordered), sorted(late));
    }

    @Test
    void noRecordIsOlderThanTheLongestDelayWhenItArrives() {
        int upToSeconds = 600;
        long clock = 0;
        long overtaken = 0;
        for (long observedAt : times(IN_ORDER.with(0, new Disorder(30, upToSeconds)))) {
            assertTrue(clock - observedAt <= upToSeconds * 1000L, "too late");
            overtaken += observedAt < clock ? 1 : 0;
            clock = Math.max(clock, observedAt);
        }
        double share = (double) overtaken / IN_ORDER.observations();
        assertEquals(0.3, share, 0.05);
    }

    @Test
    void whatClosesThePanesComesLast() {
        List<Long> times = times(IN_ORDER.with(0, new Disorder(100, 7000)));
        List<Long> last = times.subList(times.size() - IN_ORDER.places(), times.size());
        assertTrue(last.stream().allMatch(time -> time == IN_ORDER.closingMillis()));
    }

    private static long positionsThatDiffer(List<byte[]> one, List<byte[]> other) {
        long differ = 0;
        for (int i = 0; i < one.size(); i++) {
            differ += Arrays.equals(one.get(i), other.get(i)) ? 0 : 1;
        }
        return differ;
    }

    private static List<String> sorted(List<byte[]> values) {
        return values.stream().map(Arrays::toString).sorted().toList();
    }

    private static List<Long> times(Backlog backlog) {
        PlainRecords<Observation> plain = new PlainRecords<>(Observation.class);
        return values(backlog).stream()
                .map(plain::read)
                .map(Observation::getObservedAt)
                .map(java.time.Instant::toEpochMilli)
                .toList();
    }

    private static List<byte[]> values(Backlog backlog) {
        List<byte[]> values = new ArrayList<>();
        new BacklogRecords(backlog).writeTo((partition, key, value) -> values.add(value));
        return values;
    }
}
