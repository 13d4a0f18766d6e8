package io.outpost.cli.validate.score;

import io.outpost.cli.validate.recording.UscrnStation;
import io.outpost.cli.validate.statistics.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long drying takes beside what was said, in dry spells after rain: whether the sensor came
 * below what the threshold is in the station's own year.
 */
final class DryingScores {
    private static final double[] THRESHOLDS = {0.667, 0.60, 0.50, 0.40};

    private final String recording;
    private final List<List<DrySpells.Spell>> spells = new ArrayList<>();

    DryingScores(List<UscrnStation> stations, HourSource source) {
        recording = "USCRN, %d stations".formatted(stations.size());
        for (double ignored : THRESHOLDS) {
            spells.add(new ArrayList<>());
        }
        for (UscrnStation station : stations) {
            DrySpells of = new DrySpells(station, source.of(station));
            for (int i = 0; i < THRESHOLDS.length; i++) {
                spells.get(i).addAll(of.until(THRESHOLDS[i]));
            }
        }
    }

    List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        scores.add(
                band(
                        "ready between half and twice the time said, all thresholds",
                        spells.stream().flatMap(List::stream).toList(),
                        Reach.atLeast(0.6)));
        for (int i = 0; i < THRESHOLDS.length; i++) {
            String name = String.format(Locale.ROOT, "the same, wetness below %.3f", THRESHOLDS[i]);
            scores.add(band(name, spells.get(i), null));
        }
        return scores;
    }

    /** Share of the spells that were ready by twice the time, less those ready by half of it. */
    private Score band(String measure, List<DrySpells.Spell> of, Reach reach) {
        double half = readyBy(of, 0.5);
        double once = readyBy(of, 1);
        double twice = readyBy(of, 2);
        double[] days = of.stream().mapToDouble(DrySpells.Spell::saidDays).toArray();
        return new Score(
                recording,
                measure,
                null,
                twice - half,
                String.format(
                        Locale.ROOT,
                        "%d dry spells, median %.1f days; ready by half %.2f, once %.2f, twice %.2f",
                        of.size(),
                        Series.median(days),
                        half,
                        once,
                        twice),
                reach);
    }

    /** Of the spells that were long enough to judge by. */
    private static double readyBy(List<DrySpells.Spell> of, double times) {
        List<DrySpells.Spell> known =
                of.stream().filter(spell -> spell.isLongEnoughFor(times)).toList();
        long ready = known.stream().filter(spell -> spell.isReadyBy(times)).count();
        return (double) ready / known.size();
    }
}
