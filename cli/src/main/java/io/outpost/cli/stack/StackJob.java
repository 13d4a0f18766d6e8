package io.outpost.cli.stack;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A job of the stack. Each has its own restore points, so that none can ever begin with another
 * one's state.
 */
enum StackJob {
    CONDITIONS("kafka.group-id", PostgresLogin.CONDITIONS),
    ARCHIVE("archive.group-id", PostgresLogin.ARCHIVE);

    private final String groupSetting;
    private final PostgresLogin login;

    StackJob(String groupSetting, PostgresLogin login) {
        this.groupSetting = groupSetting;
        this.login = login;
    }

    /** Who it is to Postgres. */
    PostgresLogin login() {
        return login;
    }

    /** For people. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name under which the cluster lists it; its jar and its consumer group have it too. */
    String flinkName() {
        return "outpost-" + title();
    }

    /** The key in outpost.yaml that names its consumer group. */
    String groupSetting() {
        return groupSetting;
    }

    /**
     * It takes one by itself when it is submitted; rows of the archive are the same whoever writes
     * them.
     */
    boolean hasWriterEpoch() {
        return this == CONDITIONS;
    }

    /** True when it can write all that it emits to a topic. */
    boolean emits() {
        return this == CONDITIONS;
    }

    /** True when others read what it sends to topics of Kafka, which must not be there twice. */
    boolean sendsMessages() {
        return this == CONDITIONS;
    }

    /** The conditions job keeps the folders that it had when it was the only one. */
    Path checkpoints(DataFolder data) {
        return folder(data).resolve("checkpoints");
    }

    Path savepoints(DataFolder data) {
        return folder(data).resolve("savepoints");
    }

    private Path folder(DataFolder data) {
        return this == CONDITIONS ? data.flink() : data.flink().resolve(title());
    }
}
