package io.outpost.cli.validate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.Progress;
import io.outpost.cli.stack.EndpointOptions;
import io.outpost.cli.validate.recording.RecordedSets;
import io.outpost.cli.validate.rows.RowValidation;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outpost validate rows}: the same scores, of the rows that a running stack makes. */
@Command(
        name = "rows",
        description = {
            "Replays the recordings to the running stack, and scores the rows of hourly_models that it makes of them beside",
            "the classes of the models.",
            "Each water year of SNOTEL 428 and each station of USCRN gets a place of its own. SNOTEL is sent as it was measured,",
            "but for years in which the temperature is missing for longer than the 7 days that the job bridges: their gaps are",
            "filled. USCRN is daily: each day is sent as 24 made hours. What is made stands in validate/made-hours.csv.gz of",
            "the stack's folder. Places that the stack has to their end are not sent again.",
            "Exit code 0: every score is the same to 0.01; 1: one is not; 2: there are no recordings, or wrong usage."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ValidateRowsCommand implements Callable<Integer> {
    @Mixin private RecordingsOption recordings;

    @Option(names = "--json", description = "print the scores as JSON")
    private boolean json;

    @Mixin private EndpointOptions endpoints;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        RecordedSets sets = recordings.sets();
        if (!sets.hasHours()) {
            spec.commandLine().getErr().println(recordings.whereToGetThem());
            return CommandLine.ExitCode.USAGE;
        }
        Progress progress = Progress.onErrorChannel();
        RowValidation validation =
                RowValidation.of(
                        sets,
                        endpoints.resolve(),
                        endpoints.kafkaClientProperties(),
                        endpoints.dataFolder(),
                        spec.commandLine().getErr(),
                        progress);
        validation.absent().forEach(set -> progress.say("not scored, there is no " + set));
        spec.commandLine()
                .getOut()
                .print(
                        json
                                ? new ObjectMapper()
                                                .writerWithDefaultPrettyPrinter()
                                                .writeValueAsString(validation)
                                        + "\n"
                                : ScoreTable.of(validation));
        spec.commandLine().getOut().flush();
        return validation.agrees() ? 0 : 1;
    }
}
