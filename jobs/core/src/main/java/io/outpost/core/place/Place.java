package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.ConditionState;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.Subject;
import io.outpost.core.model.SteppedPlace;
import io.outpost.core.preference.PreferenceState;
import io.outpost.core.preference.PreferenceSubject;
import io.outpost.core.weather.Flag;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One place with all its state: what every record needs, stored as one value, and the pieces, each
 * stored by itself. Not thread-safe.
 */
public final class Place {
    /** Of what every record needs: everything but the pieces and the waiting observations. */
    public static final Codec<Place> CODEC = new Codec<>(Place::write, Place::read);

    private static final int FORMAT = 5;

    /** Up to the third format there was none for a rise over a gap. */
    private static final int FIRST_FLAGS = 5;

    private static final PaneWidth[] WIDTHS = PaneWidth.values();

    /** No time. */
    static final long NONE = Long.MAX_VALUE;

    /** A time that is not worked out yet. */
    static final long UNKNOWN = Long.MIN_VALUE;

    final String placeId;
    PlaceClock clock = new PlaceClock();
    Counters counters = new Counters();
    Parameters parameters = Parameters.DEFAULT;
    final PendingMinute pendingMinute = new PendingMinute();
    final MovingWindow quarterHourWindow =
            MovingWindow.ofMinutes(AllowedLateness.QUARTER_HOUR_WINDOW_MILLIS);
    final MovingWindow hourWindow = MovingWindow.ofMinutes(AllowedLateness.HOUR_WINDOW_MILLIS);
    final MovingWindow dayWindow = MovingWindow.ofQuarterHours(AllowedLateness.DAY_WINDOW_MILLIS);
    int nextSensor;

    /** How many sensors it knows. */
    int knownSensors;

    int nextPreference;

    /** How many preferences it knows. */
    int knownPreferences;

    /** How many of them are not taken back. */
    int appliedPreferences;

    /** Event time of a no-data alert that waits for the clock to move; 0: none. */
    long noDataSinceMillis;

    /** Time of the event that made the first changed row not emitted yet; {@link #NONE}: none. */
    long changedSinceMillis = NONE;

    /**
     * Earliest hour that the models have passed and that has changed since; {@link #NONE}: none.
     */
    long changedModelHour = NONE;

    /** Time of the event that changed the first such hour; {@link #NONE}: none. */
    long modelsChangedSinceMillis = NONE;

    /** The parameters that the models were made for last. Never stored. */
    AppliedVersion steppedVersion;

    /** The models with these parameters; null: they have no position. Never stored. */
    SteppedPlace steppedPlace;

    /** How the preferences of minutes stand. */
    PreferenceStates minutePreferences = new PreferenceStates();

    /** How those of hours stand. */
    PreferenceStates hourPreferences = new PreferenceStates();

    /** The preferences with their versions; empty since they changed. Never stored. */
    final Map<Cadence, CompiledPreferences.OfPlace> compiledPreferences =
            new EnumMap<>(Cadence.class);

    private final Map<Cadence, ConditionStates> conditions = new EnumMap<>(Cadence.class);

    private final PaneIndex[] indexes = {
        new PaneIndex(), new PaneIndex(), new PaneIndex(), new PaneIndex()
    };

    /** As the last event has left it; {@link #UNKNOWN}: not worked out since. */
    long nextDeadlineMillis = UNKNOWN;

    private List<Reading> waiting = List.of();
    private final StateMap<Sensor> sensors = new StateMap<>(Sensor.CODEC);
    private final StateMap<SeenHour> seenHours = new StateMap<>(SeenHour.CODEC);
    private final StateMap<QuarterHour> quarterHours = new StateMap<>(QuarterHour.CODEC);
    private final StateMap<Pane> hours = new StateMap<>(Pane.CODEC);
    private final StateMap<Pane> days = new StateMap<>(Pane.CODEC);
    private final StateMap<HourlyBase> hourlyBase = new StateMap<>(HourlyBase.CODEC);
    private final StateMap<HourlyTip> hourlyTip = new StateMap<>(HourlyTip.CODEC);
    private final StateMap<HourlyTransitions> hourlyTransitions =
            new StateMap<>(HourlyTransitions.CODEC);
    private final StateMap<PlacePreference> preferences = new StateMap<>(PlacePreference.CODEC);
    private final StateMap<HourlyPreferences> hourlyPreferences =
            new StateMap<>(HourlyPreferences.CODEC);

    public Place(String placeId) {
        this.placeId = placeId;
        for (Cadence cadence : Cadence.values()) {
            conditions.put(cadence, new ConditionStates(cadence));
        }
    }

    public String placeId() {
        return placeId;
    }

    /** Begins the next event, which may change all there is. */
    void beginEvent(long atMillis) {
        clock.event(atMillis);
        nextDeadlineMillis = UNKNOWN;
    }

    /** Brings all pieces up to date; before the place is stored. */
    public void settle() {
        pendingMinute.settle(this);
    }

    /** By hash of the sensor's id: the sensors with that hash, the first of them. */
    public StateMap<Sensor> sensors() {
        return sensors;
    }

    /** By {@link Sensor#seenNumber}: what each sensor has delivered. */
    public StateMap<SeenHour> seenHours() {
        return seenHours;
    }

    /** By start, ms: the quarter hours of the minute tier. */
    public StateMap<QuarterHour> quarterHours() {
        return quarterHours;
    }

    /** By start, ms: the hourly panes. */
    public StateMap<Pane> hours() {
        return hours;
    }

    /** By start, ms: the daily panes. */
    public StateMap<Pane> days() {
        return days;
    }

    /** Under 0: the models at the start of the hour horizon, where the place has had a position. */
    public StateMap<HourlyBase> hourlyBase() {
        return hourlyBase;
    }

    /** Under 0: the models after the latest hour that has closed. */
    public StateMap<HourlyTip> hourlyTip() {
        return hourlyTip;
    }

    /** Under 0: the transitions between the two. */
    public StateMap<HourlyTransitions> hourlyTransitions() {
        return hourlyTransitions;
    }

    /** By hash of the preference's id: the preferences with that hash, the first of them. */
    public StateMap<PlacePreference> preferences() {
        return preferences;
    }

    /** Under 0: the preferences of hours at the start of the hour horizon, and since. */
    public StateMap<HourlyPreferences> hourlyPreferences() {
        return hourlyPreferences;
    }

    /** The observations that jumped ahead and wait to be confirmed, in the order of the log. */
    public List<Reading> waiting() {
        return waiting;
    }

    public void keepWaiting(List<Reading> readings) {
        waiting = readings;
    }

    /** Time of the last event, ms; Long.MIN_VALUE before the first. */
    public long lastEventMillis() {
        return clock.lastEventMillis();
    }

    /** True when its newest parameters say where it is. */
    public boolean hasPosition() {
        return parameters.newest().hasPosition();
    }

    /** True when it has got its first observation. */
    public boolean isObserved() {
        return clock.isSet();
    }

    /** How the conditions of a cadence stand. */
    ConditionStates conditions(Cadence cadence) {
        return conditions.get(cadence);
    }

    /** How a condition or a preference stands; as before anything where it is not known. */
    ConditionState stateOf(Subject subject) {
        if (!(subject instanceof PreferenceSubject preference)) {
            return conditions(subject.cadence()).of(subject);
        }
        PlacePreference known = PlacePreferences.find(this, preference.preferenceId());
        PreferenceStates states =
                subject.cadence() == Cadence.MINUTE ? minutePreferences : hourPreferences;
        PreferenceState state = known == null ? null : states.get(known.number);
        return state == null ? new ConditionState() : state.episode;
    }

    /** Puts what was judged again in the place of how the conditions of its cadence stood. */
    void keepConditions(ConditionStates judged) {
        conditions.put(judged.cadence(), judged);
    }

    PaneIndex index(PaneWidth width) {
        return indexes[width.ordinal()];
    }

    /** End of the open pane that ends first, ms; {@link #NONE} when none is open. */
    long firstOpenEndMillis() {
        long first = NONE;
        for (PaneWidth width : WIDTHS) {
            long start = index(width).firstOpenMillis();
            first = start == NONE ? first : Math.min(first, start + width.millis());
        }
        return first;
    }

    /** Earliest time at which a pane of a live place is due, ms; {@link #NONE}: none. */
    long firstDueMillis() {
        long first = NONE;
        for (PaneWidth width : WIDTHS) {
            first = Math.min(first, index(width).firstDueMillis(width));
        }
        return first;
    }

    int openPanes() {
        int open = 0;
        for (PaneIndex index : indexes) {
            open += index.openCount();
        }
        return open;
    }

    boolean hasChangedRows() {
        boolean changed = false;
        for (PaneIndex index : indexes) {
            changed |= index.hasChanged();
        }
        return changed;
    }

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        CompactData.writeText(out, placeId);
        clock.write(out);
        counters.write(out);
        parameters.write(out);
        for (Cadence cadence : Cadence.values()) {
            ConditionCodec.writeStates(out, conditions(cadence));
        }
        CompactData.writeUnsigned(out, nextSensor);
        CompactData.writeUnsigned(out, knownSensors);
        CompactData.writeSigned(out, noDataSinceMillis);
        CompactData.writeSigned(out, changedSinceMillis);
        CompactData.writeSigned(out, changedModelHour);
        CompactData.writeSigned(out, modelsChangedSinceMillis);
        for (PaneIndex index : indexes) {
            index.write(out);
        }
        CompactData.writeUnsigned(out, nextPreference);
        CompactData.writeUnsigned(out, knownPreferences);
        CompactData.writeUnsigned(out, appliedPreferences);
        minutePreferences.write(out);
        hourPreferences.write(out);
    }

    private static Place read(DataInput in) throws IOException {
        int format = CompactData.expectFormat(in, FORMAT, "Place");
        Place read = new Place(CompactData.readText(in));
        read.clock = PlaceClock.read(in);
        read.counters = Counters.read(in, format < 4 ? FIRST_FLAGS : Flag.COUNT);
        read.parameters = format == 1 ? Parameters.readFirstFormat(in) : Parameters.read(in);
        for (Cadence cadence : Cadence.values()) {
            read.keepConditions(ConditionCodec.readStates(in, cadence));
        }
        read.nextSensor = (int) CompactData.readUnsigned(in);
        read.knownSensors = (int) CompactData.readUnsigned(in);
        read.noDataSinceMillis = CompactData.readSigned(in);
        read.changedSinceMillis = CompactData.readSigned(in);
        if (format > 2) {
            read.changedModelHour = CompactData.readSigned(in);
            read.modelsChangedSinceMillis = CompactData.readSigned(in);
        }
        for (int i = 0; i < read.indexes.length; i++) {
            read.indexes[i] = PaneIndex.read(in);
        }
        if (format > 4) {
            read.nextPreference = (int) CompactData.readUnsigned(in);
            read.knownPreferences = (int) CompactData.readUnsigned(in);
            read.appliedPreferences = (int) CompactData.readUnsigned(in);
            read.minutePreferences = PreferenceStates.read(in);
            read.hourPreferences = PreferenceStates.read(in);
        }
        return read;
    }
}
