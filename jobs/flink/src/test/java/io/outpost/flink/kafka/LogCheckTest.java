package io.outpost.flink.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands against a log, from what is known and what the broker says. */
class LogCheckTest {
    private static final KnownLog READ = new KnownLog("a", 2, new long[] {3, 0});

    @Test
    void aFreshLogMayBeStartedAndTheSameLogReadOn() {
        assertEquals(Optional.empty(), LogCheck.objectionToStart(log(ends(0, 0))));
        assertEquals(Optional.empty(), LogCheck.objectionToStart(log(ends(3, 5))));
        assertEquals(Optional.empty(), LogCheck.objectionToGoOn(READ, log(ends(3, 0))));
        assertEquals(Optional.empty(), LogCheck.objectionToGoOn(READ, log(ends(9, 9))));
    }

    @Test
    void aStartNeedsALogWithItsBeginning() {
        assertObjects(
                "The log has lost its beginning: partition 1 starts at offset 7.",
                LogCheck.objectionToStart(
                        new LogState(
                                "a",
                                new long[] {0, 7},
                                new long[] {9, 9},
                                "LogAppendTime",
                                "delete")));
    }

    @Test
    void aStartNeedsATopic() {
        assertObjects("The log does not exist.", LogCheck.objectionToStart(LogState.ABSENT));
    }

    @Test
    void aStartNeedsTheBrokersTimeAndRecordsThatAreKept() {
        assertObjects(
                "(message.timestamp.type=CreateTime)",
                LogCheck.objectionToStart(settings("CreateTime", "delete")));
        assertObjects(
                "(cleanup.policy=compact)",
                LogCheck.objectionToStart(settings("LogAppendTime", "compact")));
        assertObjects(
                "(cleanup.policy=compact,delete)",
                LogCheck.objectionToStart(settings("LogAppendTime", "compact,delete")));
    }

    @Test
    void aTopicThatIsDeletedOrMadeAnewIsAnotherLog() {
        assertObjects("The log was deleted.", LogCheck.objectionToGoOn(READ, LogState.ABSENT));
        assertObjects(
                "The log was deleted and made anew: topic id b was read, now it is a.",
                LogCheck.objectionToGoOn(new KnownLog("b", 2, new long[] {0, 0}), log(ends(9, 9))));
    }

    @Test
    void moreOrFewerPartitionsAreAnotherLog() {
        assertObjects(
                "The log had 1 partitions when the job began and has 2 now",
                LogCheck.objectionToGoOn(new KnownLog("a", 1, new long[] {0}), log(ends(9, 9))));
        assertObjects(
                "The log had 3 partitions when the job began and has 2 now",
                LogCheck.objectionToGoOn(
                        new KnownLog("a", 3, new long[] {0, 0, 0}), log(ends(9, 9))));
    }

    @Test
    void recordsThatAreGoneBeforeTheyWereReadAreALoss() {
        LogState log =
                new LogState("a", new long[] {4, 0}, new long[] {9, 9}, "LogAppendTime", "delete");
        assertObjects(
                "partition 0 was read up to offset 3 and starts at 4 now.",
                LogCheck.objectionToGoOn(READ, log));
        assertEquals(
                Optional.empty(),
                LogCheck.objectionToGoOn(new KnownLog("a", 2, new long[] {4, 0}), log));
    }

    @Test
    void aLogThatEndsBeforeWhatWasReadWasCut() {
        assertObjects(
                "The log was cut behind what was read, as by an unclean leader election: partition 0 was read up to offset 3 and ends at 2 now.",
                LogCheck.objectionToGoOn(READ, log(ends(2, 0))));
    }

    @Test
    void offsetsOfAPartitionThatIsReadElsewhereAreNotJudged() {
        LogState log =
                new LogState("a", new long[] {0, 5}, new long[] {3, 9}, "LogAppendTime", "delete");
        KnownLog elsewhere = new KnownLog("a", 2, new long[] {3, KnownLog.NOT_READ_HERE});
        assertEquals(Optional.empty(), LogCheck.objectionToGoOn(elsewhere, log));
    }

    @Test
    void otherSettingsOfTheTopicAreAnotherLog() {
        assertObjects(
                "(message.timestamp.type=CreateTime)",
                LogCheck.objectionToGoOn(READ, settings("CreateTime", "delete")));
        assertObjects(
                "(cleanup.policy=compact)",
                LogCheck.objectionToGoOn(READ, settings("LogAppendTime", "compact")));
    }

    @Test
    void everyObjectionToGoOnSaysWhatToDo() {
        assertObjects(
                "A changed log is another log: begin anew (locally ./outpost up --rebuild makes all results again",
                LogCheck.objectionToGoOn(READ, log(ends(2, 0))));
    }

    private static void assertObjects(String part, Optional<String> objection) {
        assertTrue(objection.orElse("none").startsWith("The log "), objection::toString);
        assertTrue(objection.orElseThrow().contains(part), objection::toString);
    }

    private static long[] ends(long first, long second) {
        return new long[] {first, second};
    }

    private static LogState log(long[] endOffsets) {
        return new LogState("a", new long[] {0, 0}, endOffsets, "LogAppendTime", "delete");
    }

    private static LogState settings(String timestampType, String cleanupPolicy) {
        return new LogState(
                "a", new long[] {0, 0}, new long[] {9, 9}, timestampType, cleanupPolicy);
    }
}
