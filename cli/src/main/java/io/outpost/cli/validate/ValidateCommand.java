package io.outpost.cli.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.Progress;
import io.outpost.cli.validate.recording.RecordedSets;
import io.outpost.cli.validate.score.Validation;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outpost validate}: scores the formulas and models on what was measured. */
@Command(
        name = "validate",
        description = {
            "Scores the formulas and models of snow, mud, frost and comfort on recordings, beside simple ways to do the same.",
            "It needs no stack: it runs the classes that the job runs. 'validate rows' scores the rows of a running stack.",
            "Exit code 0: every score reaches what it must; 1: one does not; 2: there are no recordings, or wrong usage."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = ValidateRowsCommand.class)
public final class ValidateCommand implements Callable<Integer> {
    @Mixin private RecordingsOption recordings;

    @Option(names = "--json", description = "print the scores as JSON")
    private boolean json;

    @Option(
            names = "--write-docs",
            description = "put the tables into docs/science.md, when every recording is there")
    private boolean writeDocs;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RecordedSets sets = recordings.sets();
        if (sets.isEmpty()) {
            spec.commandLine().getErr().println(recordings.whereToGetThem());
            return CommandLine.ExitCode.USAGE;
        }
        Progress progress = Progress.onErrorChannel();
        Validation validation = Validation.of(sets, progress::say);
        validation.absent().forEach(set -> progress.say("not scored, there is no " + set));
        spec.commandLine().getOut().print(json ? asJson(validation) : ScoreTable.of(validation));
        spec.commandLine().getOut().flush();
        if (writeDocs && validation.absent().isEmpty()) {
            SciencePage.write(RecordingsOption.home(), ScoreTable.of(validation));
        } else if (writeDocs) {
            progress.say("docs/science.md stays as it is, because not all was scored");
        }
        return validation.holds() ? 0 : 1;
    }

    private static String asJson(Validation validation) throws JsonProcessingException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(validation)
                + "\n";
    }
}
