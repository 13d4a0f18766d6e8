package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The parameters of a place that its rules depend on: the newest version, and earlier ones for
 * minutes and hours that may be judged again. Immutable.
 */
final class Parameters {
    /** The defaults of a place that is not described yet. */
    static final Parameters DEFAULT = new Parameters(List.of());

    /** A sender can send any number. */
    static final int MOST_VERSIONS = 64;

    /** In the order of the log, so that they apply from later and later minutes and hours. */
    private final List<AppliedVersion> versions;

    private Parameters(List<AppliedVersion> versions) {
        this.versions = versions;
    }

    /**
     * With a further version. One that applies from the same minute and hour as the one before
     * replaces it; of too many the oldest falls away, and the next one applies to its time.
     *
     * @param next applies from no earlier minute or hour than the version before
     * @param askedFromMillis nothing is asked of minutes and hours before that again
     */
    Parameters next(AppliedVersion next, long askedFromMillis) {
        List<AppliedVersion> all = new ArrayList<>(versions);
        if (!all.isEmpty() && next.isFrom(all.get(all.size() - 1))) {
            all.remove(all.size() - 1);
        }
        all.add(next);
        while (all.size() > 1 && all.get(1).appliesFrom(askedFromMillis)) {
            all.remove(0);
        }
        if (all.size() > MOST_VERSIONS) {
            AppliedVersion oldest = all.remove(0);
            all.set(0, all.get(0).from(oldest));
        }
        return new Parameters(List.copyOf(all));
    }

    /** The newest version, whatever it applies to; the defaults without one. */
    AppliedVersion newest() {
        return versions.isEmpty() ? AppliedVersion.NONE : versions.get(versions.size() - 1);
    }

    /** True when one of the versions that may be asked has a position. */
    boolean hasPosition() {
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).hasPosition()) {
                return true;
            }
        }
        return false;
    }

    /** The version that applies to a minute. */
    AppliedVersion atMinute(long startMillis) {
        return at(startMillis, AppliedVersion::fromMinuteMillis);
    }

    /** The version that applies to an hour. */
    AppliedVersion atHour(long startMillis) {
        return at(startMillis, AppliedVersion::fromHourMillis);
    }

    private AppliedVersion at(long startMillis, ToLongFunction<AppliedVersion> from) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (from.applyAsLong(versions.get(i)) <= startMillis) {
                return versions.get(i);
            }
        }
        return AppliedVersion.NONE;
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, versions.size());
        for (AppliedVersion version : versions) {
            version.write(out);
        }
    }

    /** As formats of {@link Place} before the second have it. */
    static Parameters readFirstFormat(DataInput in) throws IOException {
        long[] from = CompactData.readSortedLongs(in);
        AppliedVersion[] read = new AppliedVersion[from.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = AppliedVersion.ofSilence(from[i], CompactData.readUnsigned(in));
        }
        return new Parameters(List.of(read));
    }

    static Parameters read(DataInput in) throws IOException {
        AppliedVersion[] read = new AppliedVersion[(int) CompactData.readUnsigned(in)];
        for (int i = 0; i < read.length; i++) {
            read[i] = AppliedVersion.read(in);
        }
        return new Parameters(List.of(read));
    }
}
