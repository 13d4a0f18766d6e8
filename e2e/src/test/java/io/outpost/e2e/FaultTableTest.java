package io.outpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Holds that the tests and programs which docs/reliability.md names beside each fault are there.
 */
final class FaultTableTest {
    private static final int LEAST_ROWS = 60;

    private static final int LEAST_SINGLE_FAULTS = 20;
    private static final Pattern PROGRAM = Pattern.compile("`\\./outpost ([^`]*)`");
    private static final Pattern REASON = Pattern.compile("not tested: \\w+.{10,}");

    /** A row of the table; what is in bold is a heading. */
    private record Row(String fault, String holds, String test) {}

    @Test
    void eachFaultHasATestThatIsThereOrAReason() throws IOException {
        List<Row> rows = rows();
        assertTrue(rows.size() >= LEAST_ROWS, rows.size() + " faults");
        TestNames tests = new TestNames();
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            List<MatchResult> methods = TestNames.in(row.test());
            for (MatchResult method : methods) {
                if (!tests.has(method)) {
                    wrong.add(row.fault() + ": there is no " + method.group());
                }
            }
            boolean isTested = !methods.isEmpty() || PROGRAM.matcher(row.test()).find();
            if (!isTested && !REASON.matcher(row.test()).find()) {
                wrong.add(row.fault() + ": neither a test nor a reason");
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** Parsing fails for a program, or a fault of it, that is not there. */
    @Test
    void eachProgramIsThere() throws IOException {
        List<String> commands =
                rows().stream()
                        .flatMap(row -> PROGRAM.matcher(row.test()).results())
                        .map(program -> program.group(1))
                        .toList();
        assertTrue(commands.stream().anyMatch(command -> command.contains("--single ")));
        for (String command : commands) {
            new CommandLine(new Proof()).parseArgs(command.split(" ", -1));
        }
    }

    @Test
    void everySingleFaultOfTheProgramIsInTheTable() throws IOException {
        String tests = rows().stream().map(Row::test).collect(Collectors.joining("\n"));
        String help = new CommandLine(new Proof()).getSubcommands().get("faults").getUsageMessage();
        List<String> labels =
                Pattern.compile("[a-z]+(?:-[a-z]+)+(?=,\\s|\\.\\s)")
                        .matcher(help.substring(help.indexOf("--single")))
                        .results()
                        .map(MatchResult::group)
                        .toList();
        assertTrue(labels.size() >= LEAST_SINGLE_FAULTS, labels.toString());
        assertEquals(
                List.of(),
                labels.stream().filter(label -> !tests.contains("--single " + label)).toList());
    }

    private static List<Row> rows() throws IOException {
        String all = Files.readString(TestNames.HOME.resolve("docs/reliability.md"));
        int begin = all.indexOf("## Every fault and its test\n");
        assertTrue(begin >= 0, "docs/reliability.md has lost its table of faults");
        return all.substring(begin, all.indexOf("\n## ", begin + 1))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| **"))
                .skip(1)
                .map(FaultTableTest::row)
                .toList();
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", -1);
        assertEquals(5, cells.length, line);
        return new Row(cells[1].strip(), cells[2].strip(), cells[3].strip());
    }
}
