package io.outpost.schemas.wire;

import java.util.List;
import java.util.stream.Stream;

/** Who does what in Kafka, and the least rights that this takes; docs/security.md lists them. */
public enum KafkaRole {
    /** The conditions job: it also ticks in the log, and finds open transactions by topic. */
    conditions,
    /** The archive job. */
    archive,
    /** The API: it writes the log, looks there for what it has written, and streams alerts. */
    api,
    /** Writes the log. */
    sender,
    /** Reads alerts and transitions. */
    subscriber;

    /** How the groups of subscribers begin. */
    public static final String SUBSCRIBERS = "outpost-subscriber";

    private static final String READ = "READ";
    private static final String WRITE = "WRITE";
    private static final String DESCRIBE_CONFIGS = "DESCRIBE_CONFIGS";

    /**
     * What may be done with what; all in Kafka's own words, by which DESCRIBE follows from READ and
     * from WRITE.
     *
     * @param resource TOPIC, GROUP or TRANSACTIONAL_ID
     * @param isPrefix true: of all whose names begin so
     */
    public record Right(String resource, String name, boolean isPrefix, List<String> operations) {
        private static Right topic(String name, String... operations) {
            return new Right("TOPIC", name, false, List.of(operations));
        }

        private static Right group(String name, boolean isPrefix) {
            return new Right("GROUP", name, isPrefix, List.of(READ));
        }
    }

    /**
     * What the jobs are set to be called.
     *
     * @param transactions how the names of the conditions job's transactions begin
     */
    public record Names(
            String logTopic, String conditionsGroup, String archiveGroup, String transactions) {}

    public List<Right> rights(Names names) {
        return switch (this) {
            case conditions ->
                    Stream.concat(messages(), Stream.of(othersOfConditions(names))).toList();
            case archive ->
                    List.of(
                            Right.topic(names.logTopic, READ, DESCRIBE_CONFIGS),
                            Right.group(names.archiveGroup, false));
            case api ->
                    List.of(
                            Right.topic(names.logTopic, READ, WRITE),
                            Right.topic(Topic.ALERTS.topicName(), READ));
            case sender -> List.of(Right.topic(names.logTopic, WRITE));
            case subscriber ->
                    List.of(
                            Right.topic(Topic.ALERTS.topicName(), READ),
                            Right.topic(Topic.CONDITIONS.topicName(), READ),
                            Right.group(SUBSCRIBERS, true));
        };
    }

    private static Stream<Right> messages() {
        return Stream.of(
                        Topic.CONDITIONS,
                        Topic.ALERTS,
                        Topic.PLACES,
                        Topic.PREFERENCES,
                        Topic.LATE_OBSERVATIONS,
                        Topic.REJECTED_OBSERVATIONS)
                .map(topic -> Right.topic(topic.topicName(), READ, WRITE));
    }

    private static Right[] othersOfConditions(Names names) {
        return new Right[] {
            Right.topic(names.logTopic, READ, WRITE, DESCRIBE_CONFIGS),
            Right.topic(Topic.EMISSIONS.topicName(), WRITE),
            Right.group(names.conditionsGroup, false),
            new Right("TRANSACTIONAL_ID", names.transactions, true, List.of(WRITE))
        };
    }
}
