package io.outpost.bench.loop;

import java.util.Arrays;

/**
 * What a sensor has reported within 7 days, sorted: second and fingerprint in one number, in one
 * array, so that a new one touches as little memory as may be.
 */
final class SeenReports {
    private static final long WEEK_SECONDS = 604_800;
    private static final int FIRST_CAPACITY = 64;
    private static final long FINGERPRINT = 0xFFFF_FFFFL;

    private int newest;
    private int size;
    private long[] reports = new long[FIRST_CAPACITY];

    SingleThreadLoop.Outcome add(int second, int fingerprint) {
        long report = (long) second << 32 | (fingerprint & FINGERPRINT);
        if (second > newest) {
            newest = second;
            insert(size, report);
            return SingleThreadLoop.Outcome.ACCEPTED;
        }
        int found = Arrays.binarySearch(reports, 0, size, (long) second << 32);
        int at = found >= 0 ? found : -found - 1;
        if (at < size && reports[at] >>> 32 == second) {
            return reports[at] == report
                    ? SingleThreadLoop.Outcome.DUPLICATE
                    : SingleThreadLoop.Outcome.CONFLICT;
        }
        insert(at, report);
        return SingleThreadLoop.Outcome.ACCEPTED;
    }

    private void insert(int index, long report) {
        int at = size == reports.length ? Math.max(0, index - makeRoom()) : index;
        if (at < size) {
            System.arraycopy(reports, at, reports, at + 1, size - at);
        }
        reports[at] = report;
        size++;
    }

    /** Forgets what is behind the horizon; returns how many. */
    private int makeRoom() {
        int old = 0;
        while (old < size && reports[old] >>> 32 < newest - WEEK_SECONDS) {
            old++;
        }
        int capacity = 2 * (size - old) > reports.length ? 2 * reports.length : reports.length;
        reports = Arrays.copyOf(Arrays.copyOfRange(reports, old, size), capacity);
        size -= old;
        return old;
    }
}
