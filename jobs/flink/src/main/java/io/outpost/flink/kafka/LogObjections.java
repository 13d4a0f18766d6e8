package io.outpost.flink.kafka;

import java.util.Optional;

/** What stands against reading a log: pure functions of what is known and what the broker says. */
final class LogObjections {
    private static final String ANOTHER_LOG =
            " A changed log is another log: begin anew (locally ./outpost up --rebuild makes all results again from the log as it is), or restore the topic as it was; the job does not read on.";

    private LogObjections() {}

    static Optional<String> toStart(LogState log) {
        if (log.partitions() == 0) {
            return Optional.of(
                    "The log does not exist. Create its topic before the job starts (./outpost up does).");
        }
        for (int i = 0; i < log.partitions(); i++) {
            if (log.firstOffsets()[i] != 0) {
                return Optional.of(
                        "The log has lost its beginning: partition %d starts at offset %d. A job without state needs it from offset 0: start from a savepoint, restore the topic, or begin with a new log (locally ./outpost up --fresh)."
                                .formatted(i, log.firstOffsets()[i]));
            }
        }
        return toSettings(log, "");
    }

    static Optional<String> toGoOn(KnownLog known, LogState log) {
        if (log.partitions() == 0) {
            return Optional.of("The log was deleted." + ANOTHER_LOG);
        }
        if (!log.topicId().equals(known.topicId())) {
            return Optional.of(
                    "The log was deleted and made anew: topic id %s was read, now it is %s.%s"
                            .formatted(known.topicId(), log.topicId(), ANOTHER_LOG));
        }
        if (log.partitions() != known.partitions()) {
            return Optional.of(
                    "The log had %d partitions when the job began and has %d now, so that places may have moved to others.%s"
                            .formatted(known.partitions(), log.partitions(), ANOTHER_LOG));
        }
        return toOffsets(known, log).or(() -> toSettings(log, ANOTHER_LOG));
    }

    private static Optional<String> toOffsets(KnownLog known, LogState log) {
        for (int i = 0; i < known.partitions(); i++) {
            long next = known.nextOffsets()[i];
            if (next == KnownLog.NOT_READ_HERE) {
                continue;
            }
            if (log.firstOffsets()[i] > next) {
                return Optional.of(
                        "The log has lost records before they were read: partition %d was read up to offset %d and starts at %d now.%s"
                                .formatted(i, next, log.firstOffsets()[i], ANOTHER_LOG));
            }
            if (log.endOffsets()[i] < next) {
                return Optional.of(
                        "The log was cut behind what was read, as by an unclean leader election: partition %d was read up to offset %d and ends at %d now.%s"
                                .formatted(i, next, log.endOffsets()[i], ANOTHER_LOG));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> toSettings(LogState log, String remedy) {
        if (!log.timestampType().equals("LogAppendTime")) {
            return Optional.of(
                    "The log takes the times of its records from their senders (message.timestamp.type=%s). Set message.timestamp.type=LogAppendTime on the topic; one that ./outpost relog makes is not finished, wait for it or run it again.%s"
                            .formatted(log.timestampType(), remedy));
        }
        if (!log.cleanupPolicy().equals("delete")) {
            return Optional.of(
                    "The log loses records that have no key or share one (cleanup.policy=%s). Set cleanup.policy=delete on the topic.%s"
                            .formatted(log.cleanupPolicy(), remedy));
        }
        return Optional.empty();
    }
}
