package io.outpost.bench.loop;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the sensors of one place after another have reported within 7 days: sensor, second of the
 * hour and fingerprint. Those of the open minute go with the value of the place; earlier ones are
 * in a table, one entry for each hour, which is written over when a week has passed.
 */
final class StoredReports {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int HOURS_KEPT = 7 * 24 + 1;
    private static final int SECOND_AT = Long.BYTES;
    private static final int FINGERPRINT_AT = SECOND_AT + Short.BYTES;
    private static final int REPORT_BYTES = FINGERPRINT_AT + Integer.BYTES;
    private static final int FIRST_CAPACITY = 64 * REPORT_BYTES;

    private final ByteTable hours;
    private ByteBuffer open = ByteBuffer.allocate(FIRST_CAPACITY);

    StoredReports(ByteTable hours) {
        this.hours = hours;
    }

    /** What a report is that the clock of its place has passed, or will pass within the minute. */
    SingleThreadLoop.Outcome lookUp(DecodedRecord o, boolean isOpenMinute) {
        if (isOpenMinute) {
            return find(o, open, 0, open.position());
        }
        byte[] hour = hour(o.placeHash, o.observedAt / HOUR_MILLIS);
        return find(o, ByteBuffer.wrap(hour), Integer.BYTES, hour.length);
    }

    /** In the open minute. */
    void add(DecodedRecord o) {
        open = withRoom(open, REPORT_BYTES);
        open.putLong(o.sensorHash).putShort(second(o)).putInt(o.fingerprint);
    }

    /** Moves the reports of the open minute to those of its hour. */
    void closeMinute(long placeHash, long atMillis) {
        long number = atMillis / HOUR_MILLIS;
        byte[] before = hour(placeHash, number);
        byte[] after = Arrays.copyOf(before, before.length + open.position());
        System.arraycopy(open.array(), 0, after, before.length, open.position());
        hours.put(key(placeHash, number), after);
        open.clear();
    }

    int openBytes() {
        return Integer.BYTES + open.position();
    }

    void write(ByteBuffer out) {
        out.putInt(open.position()).put(open.array(), 0, open.position());
    }

    void read(ByteBuffer in) {
        int bytes = in.getInt();
        open = withRoom(open.clear(), bytes);
        in.get(open.array(), 0, bytes);
        open.position(bytes);
    }

    /** Its number, then its reports. */
    private byte[] hour(long placeHash, long number) {
        byte[] hour = hours.get(key(placeHash, number));
        return hour != null && ByteBuffer.wrap(hour).getInt() == number
                ? hour
                : ByteBuffer.allocate(Integer.BYTES).putInt((int) number).array();
    }

    private static byte[] key(long placeHash, long hour) {
        return ByteTable.key(placeHash, (int) (hour % HOURS_KEPT));
    }

    private static SingleThreadLoop.Outcome find(
            DecodedRecord o, ByteBuffer reports, int from, int to) {
        short second = second(o);
        for (int at = from; at < to; at += REPORT_BYTES) {
            if (reports.getLong(at) == o.sensorHash && reports.getShort(at + SECOND_AT) == second) {
                return reports.getInt(at + FINGERPRINT_AT) == o.fingerprint
                        ? SingleThreadLoop.Outcome.DUPLICATE
                        : SingleThreadLoop.Outcome.CONFLICT;
            }
        }
        return SingleThreadLoop.Outcome.ACCEPTED;
    }

    private static short second(DecodedRecord o) {
        return (short) (o.observedAt % HOUR_MILLIS / 1000);
    }

    /** The same bytes with room for so many more. */
    static ByteBuffer withRoom(ByteBuffer buffer, int bytes) {
        if (buffer.remaining() >= bytes) {
            return buffer;
        }
        int capacity = 2 * Math.max(buffer.capacity(), bytes);
        return ByteBuffer.allocate(capacity).put(buffer.flip());
    }
}
