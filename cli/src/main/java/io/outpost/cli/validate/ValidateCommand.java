package io.outpost.cli.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.Progress;
import io.outpost.cli.validate.recording.RecordedSets;
import io.outpost.cli.validate.score.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outpost validate}: scores the formulas and models on what was measured. */
@Command(
        name = "validate",
        description = {
            "Scores the formulas and models of snow, mud, frost and comfort on recordings, beside simple ways to do the same.",
            "It needs no stack: it runs the classes that the job runs.",
            "Exit code 0: every score reaches what it must; 1: one does not; 2: there are no recordings, or wrong usage."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ValidateCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "the folder with the recordings, or with folders of them: 428_WY*.csv, crn_*.csv, kamloops.csv, also gzipped",
                "(default: ../shared/data beside this repository)"
            })
    private Path data;

    @Option(names = "--json", description = "print the scores as JSON")
    private boolean json;

    @Option(
            names = "--write-docs",
            description = "put the tables into docs/science.md, when every recording is there")
    private boolean writeDocs;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path home = Path.of(System.getProperty("outpost.home", ".")).toAbsolutePath();
        Path folder = data == null ? home.resolve("../shared/data").normalize() : data;
        RecordedSets sets = RecordedSets.in(folder);
        if (sets.isEmpty()) {
            spec.commandLine().getErr().println(whereToGetThem(folder));
            return CommandLine.ExitCode.USAGE;
        }
        Progress progress = Progress.onErrorChannel();
        Validation validation = Validation.of(sets, progress::say);
        validation.absent().forEach(set -> progress.say("not scored, there is no " + set));
        spec.commandLine().getOut().print(json ? asJson(validation) : ScoreTable.of(validation));
        spec.commandLine().getOut().flush();
        if (writeDocs && validation.absent().isEmpty()) {
            SciencePage.write(home, ScoreTable.of(validation));
        } else if (writeDocs) {
            progress.say("docs/science.md stays as it is, because not all was scored");
        }
        return validation.holds() ? 0 : 1;
    }

    private static String whereToGetThem(Path folder) {
        return """
                outpost validate: there is no recording to score in %s. Get some, and name their folder by --data:
                  428_WY2006_L3.csv and other water years of SNOTEL 428, with quality control: zenodo 10.5281/zenodo.7820056
                  crn_2020.csv: daily values of the US Climate Reference Network, https://www.ncei.noaa.gov/products/land-based-station/us-climate-reference-network
                  kamloops.csv: hours of Kamloops with humidex and wind chill, https://climate.weather.gc.ca"""
                .formatted(folder.toAbsolutePath().normalize());
    }

    private static String asJson(Validation validation) throws JsonProcessingException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(validation)
                + "\n";
    }
}
