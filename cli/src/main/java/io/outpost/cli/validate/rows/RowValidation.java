package io.outpost.cli.validate.rows;

import io.outpost.cli.console.Progress;
import io.outpost.cli.stack.Endpoints;
import io.outpost.cli.validate.recording.RecordedSets;
import io.outpost.cli.validate.recording.SnotelYear;
import io.outpost.cli.validate.recording.UscrnStation;
import io.outpost.cli.validate.score.HourSource;
import io.outpost.cli.validate.score.Validation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The scores of the models by the rows that a stack makes of recordings, beside those by the
 * classes.
 *
 * @param hours of the recordings
 * @param rows of the models that the stack has of them
 * @param gapsFilled water years that were not sent as they were measured, but with gaps of the
 *     temperature filled: the job would pass over some of them
 * @param unsteadyCounters water years in which the counter of precipitation fell: the classes are
 *     scored with what it rose again, which the job takes for noise up to 2 mm
 * @param absent recordings that were looked for and are not there
 */
public record RowValidation(
        List<RowScore> scores,
        long hours,
        long rows,
        List<String> gapsFilled,
        List<String> unsteadyCounters,
        List<String> absent) {

    /**
     * Replays what is there, and scores it.
     *
     * @param kafkaClientProperties a file; null: none
     * @param dataFolder of the stack; what is made for the replay is written there
     * @param report receives what the replays print
     */
    public static RowValidation of(
            RecordedSets sets,
            Endpoints endpoints,
            Path kafkaClientProperties,
            Path dataFolder,
            PrintWriter report,
            Progress progress)
            throws Exception {
        List<SnotelYear> years = sets.snotelYears();
        List<UscrnStation> stations = sets.uscrnStations();
        List<ReplayedPlace> places =
                Stream.concat(
                                years.stream().map(ReplayedPlace::of),
                                stations.stream().map(ReplayedPlace::of))
                        .toList();
        new StackReplay(endpoints, kafkaClientProperties, dataFolder, report, progress)
                .send(places);
        Validation byClasses =
                Validation.ofHours(
                        years,
                        stations,
                        HourSource.CLASSES,
                        what -> progress.say("classes: " + what));
        try (HourRows rows = new HourRows(endpoints.connect())) {
            Validation byRows =
                    Validation.ofHours(
                            years, stations, rows, what -> progress.say("rows: " + what));
            return new RowValidation(
                    RowScore.of(byClasses.scores(), byRows.scores()),
                    places.stream().mapToLong(place -> place.hours().count()).sum(),
                    rows.count(places),
                    names(years, year -> !ReplayedPlace.isBridged(year)),
                    names(years, year -> year.counterFalls() > 0),
                    byClasses.absent());
        }
    }

    private static List<String> names(List<SnotelYear> years, Predicate<SnotelYear> which) {
        return years.stream().filter(which).map(SnotelYear::name).toList();
    }

    /** True when every score by rows is the one by the classes, to 0.01. */
    public boolean agrees() {
        return scores.stream().allMatch(RowScore::agrees);
    }
}
