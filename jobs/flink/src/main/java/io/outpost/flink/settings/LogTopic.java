package io.outpost.flink.settings;

import io.outpost.schemas.wire.Topic;

/** The setting that names the topic with the log. */
public final class LogTopic {
    private LogTopic() {}

    /** {@link Topic#OBSERVATIONS} without the setting. */
    public static String read(SettingsReader reader) {
        return reader.text("log.topic", Topic.OBSERVATIONS.topicName());
    }
}
