package io.outpost.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.outcome.Outcome;
import io.outpost.cli.replay.core.JobInProcess;
import io.outpost.cli.replay.mapping.BuiltInMappings;
import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.cli.replay.order.Arrival;
import io.outpost.cli.replay.recording.ObservationEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays every known set to its end, through the job's own decoder, validation and places, and
 * holds that the counts are those of the file beside its mapping. e2e holds the same files against
 * another count.
 */
@Execution(ExecutionMode.CONCURRENT)
class WholeRecordingsIT {
    static Stream<String> sets() {
        return new BuiltInMappings().all().stream().map(Mapping::name);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void countsEqualTheFileBesideTheMapping(String set) throws IOException {
        ExpectedCounts expected = ExpectedCounts.of(set).orElseThrow();
        Path recording = Path.of(System.getProperty("outpost.recordings"), expected.recording());
        Assumptions.assumeTrue(
                Files.exists(recording), "NOTICE: skipped, no recordings at " + recording);
        Recordings recordings =
                Recordings.read(
                        List.of(recording),
                        new MappingChoice(null),
                        new ObservationEncoder(1),
                        Arrival.ON_TIME);

        SortedMap<String, Long> found = counts(recordings);

        assertEquals(set, recordings.name());
        assertEquals(List.of(), expected.differences(found), found.toString());
    }

    private static SortedMap<String, Long> counts(Recordings recordings) throws IOException {
        try (JobInProcess job = new JobInProcess()) {
            recordings.readings().forEach(job::apply);
            Outcome outcome = job.end();
            assertTrue(outcome.balances());
            long rows = recordings.files().stream().mapToLong(f -> f.rows()).sum();
            return ExpectedCounts.found(rows, recordings.unreadable().byReason(), outcome);
        }
    }
}
