package io.outpost.e2e.oracle.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.e2e.oracle.HandMadeLog;
import io.outpost.e2e.oracle.log.Measure;
import org.junit.jupiter.api.Test;

class PlacePanesTest {
    private final HandMadeLog log = new HandMadeLog();

    @Test
    void rollsOverPanesThatStartWithinTheWindow() {
        log.at("PT0S", 10).at("PT1M", 20).at("PT60M59S", 40);
        PaneSeries minutes = panes().minutes();
        assertEquals(30, minutes.rolling(2, PaneSeries.HOUR).mean(1), "12:00 is an hour old");
        assertEquals(15, minutes.rolling(1, PaneSeries.HOUR).mean(1));
        assertEquals(1, minutes.rolling(2, 15 * PaneSeries.MINUTE).count(1));
    }

    @Test
    void keepsWhatIsTooOldForMinutesInHoursAndDays() {
        log.at("PT0S", 10).at("PT3H", 20).at("PT1M", 30);
        assertEquals(2, panes().minutes().panes().size());
        assertEquals(2, panes().hours().panes().get(0).observations());
        assertEquals(60, panes().days().panes().get(0).sum(Channel.AIR_TEMPERATURE_CELSIUS));
    }

    @Test
    void coversAMinuteOfAnHour() {
        log.at("PT0S", 10).at("PT30M", 10);
        assertEquals(2 / 60.0, panes().hours().panes().get(0).coverage(PaneSeries.HOUR));
        log.interval(0).at("PT31M", 10);
        assertEquals(Double.NaN, panes().hours().panes().get(0).coverage(PaneSeries.HOUR));
    }

    @Test
    void turnsACounterIntoIncrementsInAnyOrder() {
        counter("PT0S", 5);
        counter("PT20M", 9);
        counter("PT10M", 6);
        counter("PT30M", 1);
        counter("PT40M", 1.5);
        Pane hour = panes().hours().panes().get(0);
        assertEquals(3, hour.rainCount(), "the first and the reset give none");
        assertEquals(4.5, hour.rainMillimetres());
        assertEquals(3, panes().minutes().panes().get(2).rainMillimetres());
    }

    @Test
    void meansTheTotalsOfSensors() {
        log.at("PT0S", Measure.PRECIPITATION_MILLIMETRES, 1);
        log.at("PT1M", Measure.PRECIPITATION_MILLIMETRES, 2);
        log.sensor("b").at("PT2M", Measure.PRECIPITATION_MILLIMETRES, 5);
        assertEquals(4, panes().hours().panes().get(0).rainMillimetres());
    }

    @Test
    void sumsWithoutLoss() {
        log.at("PT0S", 0.1).at("PT1S", 10).at("PT2S", -10).at("PT3S", -0.1);
        assertEquals(0.0, panes().minutes().panes().get(0).sum(Channel.AIR_TEMPERATURE_CELSIUS));
    }

    private void counter(String afterNoon, double millimetres) {
        log.at(afterNoon, Measure.PRECIPITATION_COUNTER_MILLIMETRES, millimetres);
    }

    private PlacePanes panes() {
        return new PlacePanes(log.fold().accepted());
    }
}
