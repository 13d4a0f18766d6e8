package io.outpost.bench.suite;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The runs that were measured, a line each in a file: a command that was ended takes whole rounds
 * from there, and goes on with the round that it was in. A round is measured within one run of the
 * command, as its ratios have to be.
 */
public final class MeasuredRuns {
    /** A line has the components of its records alone. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    private final Path file;

    /** As they stood in the file at first. */
    private final List<Line> lines = new ArrayList<>();

    /**
     * A line.
     *
     * @param suite what was measured: only the same is taken up
     */
    private record Line(String suite, int round, Measurement run) {}

    private MeasuredRuns(Path file) {
        this.file = file;
    }

    /** None are kept. */
    public static MeasuredRuns unkept() {
        return new MeasuredRuns(null);
    }

    /**
     * Those of a file, which need not be there.
     *
     * @throws CommandException when it is another file
     */
    public static MeasuredRuns in(Path file) throws IOException {
        MeasuredRuns runs = new MeasuredRuns(file);
        if (Files.exists(file)) {
            String text = Files.readString(file);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            if (!whole.equals(text)) {
                // The command was ended while it wrote the last line.
                Files.writeString(file, whole);
            }
            for (String line : whole.lines().toList()) {
                runs.lines.add(runs.read(line));
            }
        }
        return runs;
    }

    private Line read(String line) {
        try {
            return JSON.readValue(line, Line.class);
        } catch (IOException e) {
            throw new CommandException(
                    "%s, line %d: no measured run. Give --resume a file of its own."
                            .formatted(file, lines.size() + 1),
                    e);
        }
    }

    /** The runs of a round in the order of the contenders; empty when one of them is not there. */
    List<Measurement> wholeRound(String suite, int round, List<String> contenders) {
        List<Measurement> runs = new ArrayList<>();
        for (String contender : contenders) {
            lines.stream()
                    .filter(line -> line.suite.equals(suite) && line.round == round)
                    .map(Line::run)
                    .filter(run -> run.contender().equals(contender))
                    .reduce((first, newer) -> newer)
                    .ifPresent(runs::add);
        }
        return runs.size() == contenders.size() ? runs : List.of();
    }

    void add(String suite, int round, Measurement run) throws IOException {
        if (file != null) {
            Files.writeString(
                    file,
                    JSON.writeValueAsString(new Line(suite, round, run)) + '\n',
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
