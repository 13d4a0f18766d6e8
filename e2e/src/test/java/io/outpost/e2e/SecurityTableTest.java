package io.outpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds that docs/security.md names a test that is there, or a reason, beside each requirement. */
final class SecurityTableTest {
    private static final int LEAST_ROWS = 90;

    /** A row of requirements begins with the number of one. */
    private static final Pattern ROW = Pattern.compile("\\| \\d{1,2}\\.\\d.*\\|");

    private static final Pattern WHOLE_CLASS = Pattern.compile("`\\w+(?:Test|IT)`");
    private static final Pattern REASON = Pattern.compile("none: \\w+.{4,}");

    @Test
    void eachRequirementHasATestThatIsThereOrAReason() throws IOException {
        TestNames tests = new TestNames();
        List<String> wrong = new ArrayList<>();
        int rows = 0;
        for (String line : Files.readAllLines(TestNames.HOME.resolve("docs/security.md"))) {
            if (ROW.matcher(line).matches()) {
                rows++;
                String[] cells = line.split("(?<!\\\\)\\|", -1);
                assertEquals(6, cells.length, line);
                String requirement = cells[1].strip();
                String last = cells[4].strip();
                List<MatchResult> named = TestNames.in(line);
                for (MatchResult test : named) {
                    if (!tests.has(test)) {
                        wrong.add(requirement + ": there is no " + test.group());
                    }
                }
                boolean isTested =
                        !TestNames.in(last).isEmpty() || WHOLE_CLASS.matcher(last).find();
                if (isTested == REASON.matcher(last).matches()) {
                    wrong.add(requirement + ": neither a test nor a reason, or both");
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(rows >= LEAST_ROWS, rows + " requirements");
    }
}
