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
        Validation validation =
                new Validation(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        validation.addSnotel(sets.snotelYears(), progress);
        validation.addUscrn(sets.uscrnStations(), progress);
        validation.addKamloops(sets.kamloopsHours());
        return validation;
    }

    /** True when every score reaches what it must. */
    public boolean holds() {
        return scores.stream().allMatch(Score::holds);
    }

    private void addSnotel(List<SnotelYear> years, Consumer<String> progress) {
        if (years.isEmpty()) {
            absent.add("428_WY*.csv (SNOTEL 428: snow, mud, outlook)");
            return;
        }
        progress.accept("snow of " + Spans.of(years));
        SnowScores snow = new SnowScores(years);
        scores.addAll(snow.scores());
        ablations.addAll(snow.ablations());
        progress.accept("mud and outlook of " + Spans.of(years));
        scores.addAll(new MudScores(years).scores());
        addOutlook(years);
    }

    /** The few starts of the specification, by which it is judged, and many. */
    private void addOutlook(List<SnotelYear> years) {
        List<SnotelYear> first = years.subList(0, Math.min(OUTLOOK_YEARS, years.size()));
        scores.addAll(new OutlookScores(first, FEW_STARTS_HOURS).scores(Reach.atMost(0.6)));
        scores.addAll(new OutlookScores(years, MANY_STARTS_HOURS).scores(null));
    }

    private void addUscrn(List<UscrnStation> stations, Consumer<String> progress) {
        if (stations.isEmpty()) {
            absent.add("crn_*.csv (USCRN: mud, frost, drying)");
            return;
        }
        progress.accept("mud and frost: %d stations".formatted(stations.size()));
        StationScores ofStations = new StationScores(stations);
        scores.addAll(ofStations.scores());
        ablations.addAll(ofStations.ablations());
        progress.accept("drying: %d stations".formatted(stations.size()));
        scores.addAll(new DryingScores(stations).scores());
    }

    private void addKamloops(List<KamloopsHours> hours) {
        if (hours.isEmpty()) {
            absent.add("kamloops.csv (humidex, wind chill)");
            return;
        }
        scores.addAll(new ComfortScores(hours).scores());
    }
}
