package io.outpost.conditions.ticks;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.GuavaRateLimiter;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;

/**
 * Emits the processing time, ms since 1970, once a second for as long as the job runs. Its state is
 * one number; it is meant for one subtask.
 */
public final class TickSource {
    private static final double PER_SECOND = 1;

    private TickSource() {}

    public static Source<Long, ?, ?> everySecond() {
        return new DataGeneratorSource<>(
                index -> System.currentTimeMillis(),
                Long.MAX_VALUE,
                parallelism -> new GuavaRateLimiter<>(PER_SECOND / parallelism),
                Types.LONG);
    }
}
