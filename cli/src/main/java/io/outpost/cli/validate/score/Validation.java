package io.outpost.cli.validate.score;

import io.outpost.cli.validate.recording.KamloopsHours;
import io.outpost.cli.validate.recording.RecordedSets;
import io.outpost.cli.validate.recording.SnotelYear;
import io.outpost.cli.validate.recording.UscrnStation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The scores of the product's own formulas and models on the recordings of a folder.
 *
 * @param ablations what a part of a model is worth: the score with less than all of it
 * @param absent recordings that were looked for and are not there
 */
public record Validation(List<Score> scores, List<Score> ablations, List<String> absent) {

    private static final int OUTLOOK_YEARS = 6;
    private static final int FEW_STARTS_HOURS = 9 * Days.HOURS;

    /** No multiple of a day, so that they begin at all hours of it. */
    private static final int MANY_STARTS_HOURS = 25;

    /**
     * Scores what is there.
     *
     * @param progress receives what is being done
     */
    public static Validation of(RecordedSets sets, Consumer<String> progress) {
        Validation validation = empty();
        List<SnotelYear> years = sets.snotelYears();
        List<UscrnStation> stations = sets.uscrnStations();
        validation.addSnotel(years, HourSource.CLASSES, progress);
        validation.addUscrn(stations, HourSource.CLASSES, progress);
        validation.addKamloops(sets.kamloopsHours());
        validation.addAblations(years, stations, progress);
        return validation;
    }

    /**
     * Scores the hours of the models alone, whoever has stepped them: without formulas, and without
     * what a part of a model is worth.
     */
    public static Validation ofHours(
            List<SnotelYear> years,
            List<UscrnStation> stations,
            HourSource source,
            Consumer<String> progress) {
        Validation validation = empty();
        validation.addSnotel(years, source, progress);
        validation.addUscrn(stations, source, progress);
        return validation;
    }

    private static Validation empty() {
        return new Validation(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** True when every score reaches what it must. */
    public boolean holds() {
        return scores.stream().allMatch(Score::holds);
    }

    private void addSnotel(List<SnotelYear> years, HourSource source, Consumer<String> progress) {
        if (years.isEmpty()) {
            absent.add("428_WY*.csv (SNOTEL 428: snow, mud, outlook)");
            return;
        }
        progress.accept("snow of " + Spans.of(years));
        scores.addAll(new SnowScores(years, source).scores());
        progress.accept("mud and outlook of " + Spans.of(years));
        scores.addAll(new MudScores(years, source).scores());
        addOutlook(years, source);
    }

    /** The few starts of the specification, by which it is judged, and many. */
    private void addOutlook(List<SnotelYear> years, HourSource source) {
        List<SnotelYear> first = years.subList(0, Math.min(OUTLOOK_YEARS, years.size()));
        scores.addAll(new OutlookScores(first, source, FEW_STARTS_HOURS).scores(Reach.atMost(0.6)));
        scores.addAll(new OutlookScores(years, source, MANY_STARTS_HOURS).scores(null));
    }

    private void addUscrn(
            List<UscrnStation> stations, HourSource source, Consumer<String> progress) {
        if (stations.isEmpty()) {
            absent.add("crn_*.csv (USCRN: mud, frost, drying)");
            return;
        }
        progress.accept("mud and frost: %d stations".formatted(stations.size()));
        scores.addAll(new StationScores(stations, source).scores());
        progress.accept("drying: %d stations".formatted(stations.size()));
        scores.addAll(new DryingScores(stations, source).scores());
    }

    private void addAblations(
            List<SnotelYear> years, List<UscrnStation> stations, Consumer<String> progress) {
        if (!years.isEmpty()) {
            progress.accept("what parts of the snow model are worth");
            ablations.addAll(new SnowScores(years, HourSource.CLASSES).ablations());
        }
        if (!stations.isEmpty()) {
            progress.accept("mud of other surfaces");
            ablations.addAll(new StationScores(stations, HourSource.CLASSES).ablations());
        }
    }

    private void addKamloops(List<KamloopsHours> hours) {
        if (hours.isEmpty()) {
            absent.add("kamloops.csv (humidex, wind chill)");
            return;
        }
        scores.addAll(new ComfortScores(hours).scores());
    }
}
