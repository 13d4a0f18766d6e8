package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The parameters of a place that its conditions depend on: the newest version, and for minutes that
 * may be judged again the earlier ones, each from the minute that it applies from. Immutable.
 */
final class Parameters {
    /** The defaults of a place that is not described yet. */
    static final Parameters DEFAULT = new Parameters(new long[0], new long[0]);

    private final long[] fromMillis;
    private final long[] staleAfterMillis;

    private Parameters(long[] fromMillis, long[] staleAfterMillis) {
        this.fromMillis = fromMillis;
        this.staleAfterMillis = staleAfterMillis;
    }

    /**
     * With a further version; one that applies from the same minute as the one before replaces it.
     *
     * @param newStaleAfterMillis 0: the job's default
     * @param from first minute that it applies to; Long.MIN_VALUE: to all. Not before that of the
     *     version before
     * @param judgedFromMillis earlier minutes are never judged again
     */
    Parameters next(long newStaleAfterMillis, long from, long judgedFromMillis) {
        int end = fromMillis.length;
        if (end > 0 && fromMillis[end - 1] == from) {
            end--;
        }
        int begin = 0;
        while (begin + 1 < end && fromMillis[begin + 1] <= judgedFromMillis) {
            begin++;
        }
        int kept = end - begin;
        long[] froms = Arrays.copyOf(Arrays.copyOfRange(fromMillis, begin, end), kept + 1);
        long[] stales = Arrays.copyOf(Arrays.copyOfRange(staleAfterMillis, begin, end), kept + 1);
        froms[kept] = from;
        stales[kept] = newStaleAfterMillis;
        return new Parameters(froms, stales);
    }

    /** The silence allowed by the newest version, ms. */
    long newestStaleAfterMillis(long defaultMillis) {
        return staleAfterMillis(staleAfterMillis.length - 1, defaultMillis);
    }

    /** The silence allowed at a minute, ms. */
    long staleAfterMillis(long minuteStartMillis, long defaultMillis) {
        int version = fromMillis.length - 1;
        while (version >= 0 && fromMillis[version] > minuteStartMillis) {
            version--;
        }
        return staleAfterMillis(version, defaultMillis);
    }

    private long staleAfterMillis(int version, long defaultMillis) {
        long own = version < 0 ? 0 : staleAfterMillis[version];
        return own == 0 ? defaultMillis : own;
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeSortedLongs(out, fromMillis);
        for (long staleAfter : staleAfterMillis) {
            CompactData.writeUnsigned(out, staleAfter);
        }
    }

    static Parameters read(DataInput in) throws IOException {
        long[] from = CompactData.readSortedLongs(in);
        long[] staleAfter = new long[from.length];
        for (int i = 0; i < staleAfter.length; i++) {
            staleAfter[i] = CompactData.readUnsigned(in);
        }
        return new Parameters(from, staleAfter);
    }
}
