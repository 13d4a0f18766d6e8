package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.stack.RunningStack.Phase;
import io.outpost.cli.stack.RunningStack.RunningJob;
import io.outpost.cli.stack.RunningStack.RunningPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessTableTest {
    private static final ProcessIdentity SELF = ProcessIdentity.of(ProcessHandle.current());

    @TempDir private Path root;
    private DataFolder data;
    private ProcessTable table;

    @BeforeEach
    void begin() throws IOException {
        data = new DataFolder(root);
        data.create();
        assertTrue(ProcessTable.read(data).isEmpty());
        table = new ProcessTable(data, SELF);
    }

    @Test
    void otherProcessesReadWhatTheSupervisorWrote() {
        table.put(part("kafka", 0, false));
        table.put(RunningJob.none(StackJob.CONDITIONS, null).submitted("abc", 7L, "/chk-1"));
        table.phase(Phase.RUNNING);
        RunningStack read = ProcessTable.read(data).orElseThrow();
        assertEquals(table.current(), read);
        assertEquals(
                new RunningStack(
                        Phase.RUNNING,
                        null,
                        SELF,
                        List.of(part("kafka", 0, false)),
                        List.of(new RunningJob(StackJob.CONDITIONS, "abc", 7L, "/chk-1", 1, null))),
                read);
    }

    @Test
    void aPartThatWasStartedAgainKeepsItsPlace() {
        table.put(part("kafka", 0, true));
        table.put(part("postgres", 0, true));
        table.put(part("kafka", 1, false));
        assertEquals(
                List.of(part("kafka", 1, false), part("postgres", 0, true)),
                table.current().parts());
    }

    @Test
    void changesOnlyAPartThatIsThere() {
        table.put(part("kafka", 0, false));
        table.update("kafka", known -> part("kafka", known.restarts() + 1, true));
        table.update("registry", known -> part("registry", 9, true));
        assertEquals(List.of(part("kafka", 1, true)), table.current().parts());
    }

    @Test
    void eachJobIsKeptByItself() {
        RunningJob conditions = RunningJob.none(StackJob.CONDITIONS, null);
        table.put(conditions.submitted("abc", 7L, null));
        table.failure(StackJob.ARCHIVE, "no jar");
        table.put(table.current().jobs().get(0).submitted("def", 8L, "/chk-1"));
        assertEquals(
                List.of(
                        new RunningJob(StackJob.CONDITIONS, "def", 8L, "/chk-1", 2, null),
                        RunningJob.none(StackJob.ARCHIVE, "no jar")),
                table.current().jobs());
    }

    @Test
    void aFailureIsKeptForThoseWhoAskLater() {
        table.failure(Phase.FAILED, "Kafka does not start");
        assertEquals("Kafka does not start", ProcessTable.read(data).orElseThrow().failure());
    }

    @Test
    void whatIsForgottenIsNotRead() throws IOException {
        ProcessTable.forget(data);
        assertTrue(ProcessTable.read(data).isEmpty());
    }

    private static RunningPart part(String name, int restarts, boolean ready) {
        return new RunningPart(name, SELF, "127.0.0.1:1", "TERM", restarts, ready, null);
    }
}
