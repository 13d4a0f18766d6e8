package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JobStartTest {
    @Test
    void aBrokenMetadataFileIsAboutRestoring() {
        assertTrue(
                JobStart.isAboutRestoring(
                        """
                        Caused by: java.io.EOFException
                        \tat java.base/java.io.DataInputStream.readInt(DataInputStream.java:386)
                        \tat org.apache.flink.runtime.checkpoint.CheckpointCoordinator.restoreSavepoint(CheckpointCoordinator.java:1914)
                        """));
    }

    @Test
    void aBrokenStateFileIsAboutRestoring() {
        assertTrue(
                JobStart.isAboutRestoring(
                        "java.lang.Exception: Exception while creating StreamOperatorStateContext.\n"
                                + "Caused by: org.apache.flink.util.FlinkException: Could not restore operator state backend"));
    }

    @Test
    void kafkaThatIsAwayWhileTheTasksRestoreIsNot() {
        assertFalse(
                JobStart.isAboutRestoring(
                        """
                        org.apache.kafka.common.errors.TimeoutException: Timeout expired after 60000ms while awaiting InitProducerId
                        \tat org.apache.flink.streaming.runtime.tasks.StreamTask.restoreInternal(StreamTask.java:790)
                        \tat org.apache.flink.streaming.runtime.tasks.StreamTask.restore(StreamTask.java:769)
                        """));
        assertFalse(JobStart.isAboutRestoring(""));
    }

    @Test
    void whatAJobSaysOfItsLogIsNotAboutRestoring() {
        String failure =
                """
                org.apache.flink.runtime.JobException: Recovery is suppressed
                \tat org.apache.flink.runtime.checkpoint.CheckpointCoordinator.restoreSavepoint(CheckpointCoordinator.java:1914)
                Caused by: org.apache.flink.util.SerializedThrowable: a.b.LogChanged: The log outpost.observations.v1 begins at 7, the savepoint restores from 3
                Caused by: java.lang.RuntimeException: checkpoint storage
                """;
        assertFalse(JobStart.isAboutRestoring(failure));
        assertEquals(
                "The log outpost.observations.v1 begins at 7, the savepoint restores from 3",
                JobStart.cause(failure));
        assertEquals(
                Optional.of("Writer epoch 4 is below 5"),
                JobRefusedException.messageIn("a.B$C: Writer epoch 4 is below 5\n\tat x"));
        assertEquals(
                Optional.empty(), JobRefusedException.messageIn("a.B: no more of The log here"));
    }

    @Test
    void theInnermostCauseIsReported() {
        assertEquals(
                "java.net.ConnectException: refused",
                JobStart.cause(
                        "Failure\n\tat x\nCaused by: a.B: outer\n\tat y\n  Caused by: java.net.ConnectException: refused"));
        assertEquals("it does not say why", JobStart.cause("Failure"));
    }

    @Test
    void anExceptionWithoutACauseIsReported() {
        assertEquals(
                "java.lang.IllegalStateException: too much",
                JobStart.cause("java.lang.IllegalStateException: too much\n\tat x.Y.z(Y.java:1)"));
        assertEquals(
                "java.lang.OutOfMemoryError: Java heap space",
                JobStart.cause("Error\njava.lang.OutOfMemoryError: Java heap space\n\tat x"));
        assertEquals("a.StackOverflowError", JobStart.cause("\n a.StackOverflowError\n\tat x.Y.z"));
        assertEquals("it does not say why", JobStart.cause("\tat a.BException.c(B.java:1)"));
    }
}
