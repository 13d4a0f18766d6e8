package io.outpost.schemas.wire;

import java.util.Arrays;

/**
 * A log that {@code outpost relog} has made. Each of its partitions begins with a tick that has a
 * header; what was copied behind it keeps the times that it had, as times of its sender.
 */
public final class RewrittenLog {
    /** Header of the first record of each partition; its value names the log that was copied. */
    public static final String HEADER = "outpost.relog";

    private RewrittenLog() {}

    /** True of the record that marks its partition. */
    public static boolean isMark(long offset, String[] headerNames) {
        return offset == 0 && Arrays.asList(headerNames).contains(HEADER);
    }
}
