package io.outpost.api.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.outpost.core.weather.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PaneSumTest {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00Z");
    private static final Quantity CELSIUS = Quantity.AIR_TEMPERATURE_CELSIUS;

    @Test
    void addsCountsAndSums() {
        PaneSum sum =
                PaneSum.of(
                        List.of(
                                pane(1.0, new Stats(1, 5.0, 5.0, 5.0)),
                                pane(1.0, new Stats(3, 6.0, 8.0, 21.0))));
        assertEquals(new Stats(4, 5.0, 8.0, 26.0), sum.stats(CELSIUS));
        assertEquals(6.5, sum.stats(CELSIUS).mean());
        assertEquals(2, sum.observations());
    }

    @Test
    void sumsDoNotDependOnTheOrder() {
        Stats tenth = new Stats(1, 0.1, 0.1, 0.1);
        Stats many = Stats.NONE;
        for (int i = 0; i < 24; i++) {
            many = many.plus(tenth);
        }
        assertEquals(2.4, many.sum());
        Stats large = new Stats(1, 1e6, 1e6, 1e6);
        assertEquals(large.plus(many), many.plus(large));
    }

    @Test
    void aPaneWithoutValuesChangesNothing() {
        Stats some = new Stats(2, -1.0, 1.0, 0.0);
        assertEquals(
                some, PaneSum.of(List.of(pane(1.0, some), pane(1.0, Stats.NONE))).stats(CELSIUS));
        assertEquals(
                some, PaneSum.of(List.of(pane(1.0, Stats.NONE), pane(1.0, some))).stats(CELSIUS));
        assertNull(PaneSum.of(List.of(pane(1.0, Stats.NONE))).stats(CELSIUS).mean());
        assertNull(new PaneSum().stats(CELSIUS).max());
    }

    @Test
    void coverageIsNullOnlyWhenThereIsDataOfUnknownCoverage() {
        assertEquals(0.0, new PaneSum().coverage(3600));
        assertNull(PaneSum.of(List.of(pane(null, Stats.NONE))).coverage(3600));
        assertEquals(
                0.25,
                PaneSum.of(List.of(pane(null, Stats.NONE), pane(0.5, Stats.NONE))).coverage(7200));
    }

    @Test
    void isAsNewAsItsPaneOfTheHighestEpochAndThenRevision() {
        Pane withdrawn = version(2, 90, NOON.plusSeconds(9));
        Pane older = version(3, 40, NOON.plusSeconds(4));
        Pane newest = version(3, 41, NOON.plusSeconds(5));
        for (List<Pane> panes :
                List.of(List.of(withdrawn, older, newest), List.of(newest, older, withdrawn))) {
            assertEquals(41, PaneSum.of(panes).revision());
            assertEquals(NOON.plusSeconds(5), PaneSum.of(panes).asOf());
        }
        assertNull(new PaneSum().revision());
        assertNull(new PaneSum().asOf());
    }

    private static Pane version(long writerEpoch, long revision, Instant asOf) {
        return new Pane(NOON, Tier.HOUR, 1, 1.0, Map.of(), asOf, writerEpoch, revision);
    }

    private static Pane pane(Double coverage, Stats celsius) {
        return new Pane(
                NOON, Tier.HOUR, 1, coverage, Map.of(CELSIUS.columnName(), celsius), NOON, 1, 1);
    }
}
