package io.outpost.core.place;

import io.outpost.core.weather.Flag;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The rain that one sensor reports, as amounts since its previous report or as a counter: turns its
 * readings, in any order within the minute horizon, into what each gives at its time. A counter, if
 * there is one, wins over the amounts. What a counter cannot have done is left out:
 * docs/topology.md has the rules.
 */
final class RainGauge {
    /** Readings of a counter that are further apart give no increment. */
    static final long KNOWN_MILLIS = 6 * PaneWidth.DAY.millis();

    /** A counter that falls by no more is unsteady; by more, it was set back, mm. */
    static final double NOISE_MILLIMETRES = 2;

    private static final double TEN_MINUTES_MILLIS = 600_000;

    /** Receives what a reading changes. */
    interface Listener {
        /** Of hours and wider panes; {@code countChange} -1: the value no longer holds. */
        void onRain(long atMillis, double millimetres, int countChange);

        /** The same, of its minute. */
        void onRainOfMinute(long atMillis, double millimetres, int countChange);

        /** A rise that is flagged; {@code countChange} -1: it no longer is. */
        void onFlag(Flag flag, int countChange);
    }

    /** In the order of time. */
    private RainReading[] entries = {};

    /** True when readings before the first entry are forgotten: it stays as it is. */
    private boolean isAnchored;

    /**
     * Takes a reading with a counter, an amount or both, which is not older than what has been
     * forgotten.
     *
     * @param counter mm; NaN: none
     * @param amount mm; NaN: none
     * @param intervalSeconds at which the sensor reports, s; 0: not known
     * @param highestIn10Minutes what can fall in 10 minutes at most, mm
     */
    void read(
            long atMillis,
            double counter,
            double amount,
            int intervalSeconds,
            double highestIn10Minutes,
            Listener listener) {
        int at = 0;
        for (int i = entries.length; i > 0 && at == 0; i--) {
            at = entries[i - 1].atMillis() < atMillis ? i : 0;
        }
        boolean isKnown = at < entries.length && entries[at].atMillis() == atMillis;
        if (isKnown || (at == 0 && isAnchored)) {
            return;
        }
        insert(at, RainReading.of(atMillis, counter, amount, intervalSeconds));
        boolean settled = false;
        for (int i = firstAffected(at); i < entries.length && !settled; i++) {
            RainReading before = entries[i];
            entries[i] = evaluate(i, highestIn10Minutes);
            report(before, entries[i], listener);
            // After a 0 that is no reading, what comes next goes by the reading before it as well.
            settled =
                    i > at
                            && before.hasCounter()
                            && entries[i].standsAs(before)
                            && !entries[i].isNoReading();
        }
    }

    /** True when the counter was read in the 6 days before a time, so that amounts do not count. */
    boolean knowsCounter(long atMillis) {
        return entries.length > 0 && knowsLevel(entries[entries.length - 1], atMillis);
    }

    /** Forgets what no reading at or after a time depends on; false: there was nothing. */
    boolean forgetBefore(long horizonMillis) {
        int end = 0;
        while (end < entries.length && entries[end].atMillis() < horizonMillis) {
            end++;
        }
        int last = counterBefore(end);
        int beforeLast = last < 0 || entries[last].counter() != 0 ? -1 : counterBefore(last);
        boolean isOpen = beforeLast >= 0 && entries[beforeLast].counter() != 0;
        int kept = (last < 0 ? 0 : 1) + (isOpen ? 1 : 0);
        if (end == kept) {
            return false;
        }
        RainReading[] left = new RainReading[kept + entries.length - end];
        if (isOpen) {
            left[0] = entries[beforeLast];
        }
        if (last >= 0) {
            left[kept - 1] = entries[last];
        }
        System.arraycopy(entries, end, left, kept, entries.length - end);
        entries = left;
        isAnchored = kept > 0;
        return true;
    }

    /**
     * A 0 before it that may be no reading, which gives nothing to any minute either way; else
     * itself.
     */
    private int firstAffected(int inserted) {
        int zero = counterBefore(inserted);
        int before = counterBefore(zero);
        boolean isOpen =
                before >= 0
                        && entries[zero].counter() == 0
                        && entries[before].counter() > NOISE_MILLIMETRES;
        return isOpen ? zero : inserted;
    }

    private RainReading evaluate(int i, double highestIn10Minutes) {
        RainReading one = entries[i];
        RainReading before = i == 0 ? RainReading.NONE : entries[i - 1];
        boolean known = knowsLevel(before, one.atMillis());
        if (!one.hasCounter()) {
            return one.giving(known ? Double.NaN : one.amount(), before);
        }
        if (!known) {
            return one.setting(one.amount(), RainReach.MINUTE);
        }
        if (isNoReading(i)) {
            return one.staying(Double.NaN, RainReach.MINUTE, before);
        }
        double rise = one.counter() - before.level();
        if (rise < -NOISE_MILLIMETRES) {
            return one.setting(Double.NaN, RainReach.MINUTE);
        }
        if (rise < 0) {
            return one.staying(0, reach(i, 0), before);
        }
        double tensOfMinutes = (one.atMillis() - before.levelAtMillis()) / TEN_MINUTES_MILLIS;
        return rise > highestIn10Minutes * Math.max(1, tensOfMinutes)
                ? one.setting(Double.NaN, RainReach.NOWHERE)
                : one.setting(rise, reach(i, rise));
    }

    private RainReach reach(int i, double millimetres) {
        return RainReach.of(millimetres, gapMillis(i), entries[i].intervalSeconds());
    }

    /** For how long the counter had not been read where its level is known. */
    private long gapMillis(int i) {
        int before = counterBefore(i);
        int read = entries[before].isNoReading() ? counterBefore(before) : before;
        return entries[i].atMillis() - entries[read].atMillis();
    }

    /** True for a 0 between two readings that are about the same. */
    private boolean isNoReading(int i) {
        int before = counterBefore(i);
        int after = i + 1;
        while (after < entries.length && !entries[after].hasCounter()) {
            after++;
        }
        if (entries[i].counter() != 0 || before < 0 || after == entries.length) {
            return false;
        }
        double one = entries[before].counter();
        double other = entries[after].counter();
        return Math.min(one, other) > NOISE_MILLIMETRES
                && Math.abs(one - other) <= NOISE_MILLIMETRES;
    }

    /** The last entry with a counter before one; -1: none. */
    private int counterBefore(int i) {
        int before = i - 1;
        while (before >= 0 && !entries[before].hasCounter()) {
            before--;
        }
        return before;
    }

    private static boolean knowsLevel(RainReading last, long atMillis) {
        return !Double.isNaN(last.level()) && atMillis - last.levelAtMillis() <= KNOWN_MILLIS;
    }

    private static void report(RainReading before, RainReading now, Listener listener) {
        if (Double.compare(before.gives(), now.gives()) != 0) {
            if (!Double.isNaN(before.gives())) {
                listener.onRain(now.atMillis(), before.gives(), -1);
            }
            if (!Double.isNaN(now.gives())) {
                listener.onRain(now.atMillis(), now.gives(), 1);
            }
        }
        reportMinute(now.atMillis(), before.givesMinute(), now.givesMinute(), listener);
        Flag flagBefore = before.reach().flag();
        Flag flagNow = now.reach().flag();
        if (flagBefore != flagNow && flagBefore != null) {
            listener.onFlag(flagBefore, -1);
        }
        if (flagBefore != flagNow && flagNow != null) {
            listener.onFlag(flagNow, 1);
        }
    }

    private static void reportMinute(long atMillis, double before, double now, Listener listener) {
        if (Double.compare(before, now) == 0) {
            return;
        }
        if (!Double.isNaN(before)) {
            listener.onRainOfMinute(atMillis, before, -1);
        }
        if (!Double.isNaN(now)) {
            listener.onRainOfMinute(atMillis, now, 1);
        }
    }

    private void insert(int at, RainReading entry) {
        RainReading[] wider = new RainReading[entries.length + 1];
        System.arraycopy(entries, 0, wider, 0, at);
        wider[at] = entry;
        System.arraycopy(entries, at, wider, at + 1, entries.length - at);
        entries = wider;
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, entries.length);
        out.writeBoolean(isAnchored);
        long previous = 0;
        for (RainReading entry : entries) {
            CompactData.writeSigned(out, entry.atMillis() - previous);
            entry.write(out);
            previous = entry.atMillis();
        }
    }

    static RainGauge read(DataInput in) throws IOException {
        RainGauge read = new RainGauge();
        read.entries = new RainReading[(int) CompactData.readUnsigned(in)];
        read.isAnchored = in.readBoolean();
        long previous = 0;
        for (int i = 0; i < read.entries.length; i++) {
            previous += CompactData.readSigned(in);
            read.entries[i] = RainReading.read(previous, in);
        }
        return read;
    }
}
