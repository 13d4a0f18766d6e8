package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A preference of a place, and in a chain those whose ids have the same hash: the newest version,
 * and earlier ones for minutes and hours that may be judged again. Forgotten once it is taken back
 * and nothing is asked of an earlier version.
 */
public final class PlacePreference {
    public static final Codec<PlacePreference> CODEC =
            new Codec<>(PlacePreference::write, PlacePreference::read);

    /** A sender can send any number, of 16 KiB each. */
    static final int MOST_VERSIONS = 16;

    private static final int FORMAT = 1;

    final int number;
    final String preferenceId;

    /** Another preference whose id has the same hash; null nearly always. */
    PlacePreference next;

    /** In the order of the log, so that they apply from later and later minutes and hours. */
    private final List<AppliedPreference> versions = new ArrayList<>(1);

    /**
     * @param number of the preference within its place, given in order of appearance
     */
    PlacePreference(int number, String preferenceId) {
        this.number = number;
        this.preferenceId = preferenceId;
    }

    /** All that may be asked, at least one once there was a first. */
    List<AppliedPreference> versions() {
        return versions;
    }

    boolean isTakenBack() {
        return versions.isEmpty() || newest().isTakenBack();
    }

    /** True when it is taken back for all minutes and hours from a time on. */
    boolean isTakenBackFrom(long millis) {
        return isTakenBack() && newest().appliesFrom(millis);
    }

    /**
     * Adds a version. One that applies from the same minute and hour as the one before replaces it;
     * of too many that may be asked the oldest falls away, and the next one applies to its time.
     *
     * @param document null: the preference is taken back
     * @param fromMinuteMillis no earlier than that of the version before; so the hour
     * @param askedFromMillis nothing is asked of minutes and hours before that again
     */
    void add(String document, long fromMinuteMillis, long fromHourMillis, long askedFromMillis) {
        int after = versions.isEmpty() ? 1 : newest().number() + 1;
        AppliedPreference added =
                new AppliedPreference(after, fromMinuteMillis, fromHourMillis, document);
        if (!versions.isEmpty() && added.isFrom(newest())) {
            versions.remove(versions.size() - 1);
        }
        versions.add(added);
        while (versions.size() > 1 && versions.get(1).appliesFrom(askedFromMillis)) {
            versions.remove(0);
        }
        if (versions.size() > MOST_VERSIONS) {
            AppliedPreference oldest = versions.remove(0);
            versions.set(0, versions.get(0).from(oldest));
        }
    }

    private AppliedPreference newest() {
        return versions.get(versions.size() - 1);
    }

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        int chained = 0;
        for (PlacePreference one = this; one != null; one = one.next) {
            chained++;
        }
        CompactData.writeUnsigned(out, chained);
        for (PlacePreference one = this; one != null; one = one.next) {
            one.writeOne(out);
        }
    }

    private void writeOne(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, number);
        CompactData.writeText(out, preferenceId);
        CompactData.writeUnsigned(out, versions.size());
        for (AppliedPreference version : versions) {
            version.write(out);
        }
    }

    private static PlacePreference read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "PlacePreference");
        int chained = (int) CompactData.readUnsigned(in);
        PlacePreference first = readOne(in);
        PlacePreference last = first;
        for (int i = 1; i < chained; i++) {
            last.next = readOne(in);
            last = last.next;
        }
        return first;
    }

    private static PlacePreference readOne(DataInput in) throws IOException {
        PlacePreference read =
                new PlacePreference((int) CompactData.readUnsigned(in), CompactData.readText(in));
        int count = (int) CompactData.readUnsigned(in);
        for (int i = 0; i < count; i++) {
            read.versions.add(AppliedPreference.read(in));
        }
        return read;
    }
}
