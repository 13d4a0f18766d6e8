package io.outpost.bench.loop;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.digest.RowHash;
import io.outpost.bench.digest.RowKind;
import io.outpost.bench.digest.RowTally;
import io.outpost.observe.IdHash;
import io.outpost.weather.HeatIndex;
import io.outpost.weather.Quantity;
import io.outpost.weather.WindChill;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/**
 * The yardstick: what the conditions job does, by one thread, in primitive tables, in one file, for
 * a log that is in order per place. No fault tolerance, no corrections, no network. Of the job it
 * uses only the published formulas (heat index, wind chill); ids are told apart by their 64-bit
 * hash.
 */
public final class SingleThreadLoop {
    private static final long FUTURE_ALLOWANCE_MILLIS = 300_000;
    private static final long WEEK_MILLIS = 604_800_000;

    private final Decoded decoded;
    private final RowTally rows;
    private final long endMillis;
    private final Table<Place> places = new Table<>(new Place[1 << 10]);
    private final Table<Seen> sensors = new Table<>(new Seen[1 << 12]);
    private final long[] counts = new long[Outcome.values().length];

    /** What became of a record. */
    public enum Outcome {
        ACCEPTED,
        DUPLICATE,
        CONFLICT,
        LATE,
        REJECTED
    }

    /**
     * @param schemaId of all records
     * @param endMillis rows labelled with this instant or a later one are not counted
     */
    public SingleThreadLoop(int schemaId, long endMillis, RowTally rows) {
        this.decoded = new Decoded(schemaId);
        this.endMillis = endMillis;
        this.rows = rows;
    }

    /** Applies the next record. */
    public void accept(byte[] value, int partition, long receivedAtMillis) {
        counts[apply(value, partition, receivedAtMillis).ordinal()]++;
    }

    public long count(Outcome outcome) {
        return counts[outcome.ordinal()];
    }

    private Outcome apply(byte[] value, int partition, long receivedAtMillis) {
        Decoded o = decoded;
        if (!o.decode(value) || !isValid(o, receivedAtMillis)) {
            return Outcome.REJECTED;
        }
        Place place = places.get(o.placeHash);
        place = place == null ? newPlace(o) : place;
        if (place.partition != partition || o.observedAt > place.clock + WEEK_MILLIS) {
            return Outcome.REJECTED;
        }
        if (o.observedAt < place.clock - WEEK_MILLIS) {
            return Outcome.LATE;
        }
        long sensorKey = o.placeHash ^ (o.sensorHash * Hash.FACTOR);
        Seen seen = sensors.get(sensorKey);
        if (seen == null) {
            seen = new Seen();
            sensors.put(sensorKey, seen);
        }
        Outcome outcome = seen.add((int) (o.observedAt / 1000), o.fingerprint);
        if (outcome == Outcome.ACCEPTED) {
            place.add(o, this);
        }
        return outcome;
    }

    private static boolean isValid(Decoded o, long receivedAtMillis) {
        Quality.flagBadValues(o);
        return o.present != 0
                && o.observedAt > 0
                && o.observedAt <= receivedAtMillis + FUTURE_ALLOWANCE_MILLIS
                && o.placeLength > 0
                && o.sensorLength > 0;
    }

    private Place newPlace(Decoded o) {
        byte[] id = Arrays.copyOfRange(o.bytes, o.placeFrom, o.placeFrom + o.placeLength);
        Place place =
                new Place(
                        IdHash.of(new String(id, StandardCharsets.UTF_8)),
                        Utils.toPositive(Utils.murmur2(id)) % Backlog.PARTITIONS,
                        o.observedAt);
        places.put(o.placeHash, place);
        return place;
    }

    private void count(long atMillis, long hash) {
        if (atMillis < endMillis) {
            rows.add(hash);
        }
    }

    /** Eight bytes at a time. */
    private static final class Hash {
        static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
        private static final VarHandle EIGHT =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private static final VarHandle FOUR =
                MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

        static long of(byte[] bytes, int from, int length) {
            long hash = length;
            int end = from + length;
            int i = from;
            for (; i + Long.BYTES <= end; i += Long.BYTES) {
                hash = mix(hash ^ (long) EIGHT.get(bytes, i));
            }
            long rest = 0;
            for (; i < end; i++) {
                rest = rest << 8 | (bytes[i] & 0xFF);
            }
            return mix(hash ^ rest);
        }

        static int four(byte[] bytes, int at) {
            return (int) FOUR.get(bytes, at);
        }

        static long eight(byte[] bytes, int at) {
            return (long) EIGHT.get(bytes, at);
        }

        private static long mix(long value) {
            long mixed = value * FACTOR;
            return mixed ^ (mixed >>> 29);
        }
    }

    /** The fields of the record at hand. */
    static final class Decoded {
        private static final int HEADER_BYTES = 5;

        /** Ordinals of the quantities in the order of the schema. */
        private static final int[] FIELDS = {0, 1, 2, 3, 4, 10, 11, 5, 6, 7, 8, 9};

        final double[] values = new double[Quantity.COUNT];
        final int schemaId;
        byte[] bytes;
        long placeHash;
        long sensorHash;
        long observedAt;
        int intervalSeconds;
        int present;
        int fingerprint;
        int placeFrom;
        int placeLength;
        int sensorLength;
        private int at;

        Decoded(int schemaId) {
            this.schemaId = schemaId;
        }

        /** False for bytes that are not an observation. */
        boolean decode(byte[] value) {
            bytes = value;
            try {
                return isFramed() && decodeBody();
            } catch (IndexOutOfBoundsException e) {
                return false;
            }
        }

        private boolean isFramed() {
            return bytes != null && bytes[0] == 0 && Hash.four(bytes, 1) == schemaId;
        }

        private boolean decodeBody() {
            at = HEADER_BYTES;
            placeLength = (int) number();
            placeFrom = at;
            placeHash = Hash.of(bytes, at, placeLength);
            at += placeLength;
            sensorLength = (int) number();
            sensorHash = Hash.of(bytes, at, sensorLength);
            at += sensorLength;
            observedAt = number();
            int payload = at;
            intervalSeconds = bytes[at++] == 0 ? 0 : (int) number();
            present = 0;
            for (int quantity : FIELDS) {
                if (bytes[at++] != 0) {
                    values[quantity] = Double.longBitsToDouble(Hash.eight(bytes, at));
                    present |= 1 << quantity;
                    at += Double.BYTES;
                } else {
                    values[quantity] = Double.NaN;
                }
            }
            skipExtras();
            fingerprint = (int) (Hash.of(bytes, payload, at - payload) >>> 32);
            return at == bytes.length;
        }

        private void skipExtras() {
            for (long count = number(); count != 0; count = number()) {
                if (count < 0) {
                    number();
                }
                for (long texts = 2 * Math.abs(count); texts > 0; texts--) {
                    at += (int) number();
                }
            }
        }

        private long number() {
            long zigzag = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[at++];
                zigzag |= (next & 0x7FL) << shift;
                shift += 7;
            } while (next < 0);
            return (zigzag >>> 1) ^ -(zigzag & 1);
        }
    }

    /** Ranges and consistency; a bad value becomes NaN and is no longer present. */
    private static final class Quality {
        private static final double[] LOWEST = {-90, -100, 0, 0, 0, 0, 0, -50, 300, 0, 0, 0};
        private static final double[] HIGHEST = {
            60, 40, 100, 113, 150, 1200, 5000, 500, 1100, 100, 500, 100_000
        };
        private static final double ROUNDING = 0.5;
        private static final int DEW_POINT = 1;
        private static final int WIND = 3;
        private static final int GUST = 4;

        static void flagBadValues(Decoded o) {
            double[] values = o.values;
            for (int left = o.present; left != 0; left &= left - 1) {
                int i = Integer.numberOfTrailingZeros(left);
                if (!(values[i] >= LOWEST[i] && values[i] <= HIGHEST[i])) {
                    remove(o, i);
                }
            }
            if (values[DEW_POINT] > values[0] + ROUNDING) {
                remove(o, DEW_POINT);
            }
            if (values[GUST] < values[WIND] - ROUNDING) {
                remove(o, GUST);
            }
        }

        private static void remove(Decoded o, int quantity) {
            o.values[quantity] = Double.NaN;
            o.present &= ~(1 << quantity);
        }
    }

    /** Open addressing on 64-bit hashes, at most half full. */
    private static final class Table<V> {
        private long[] keys;
        private V[] values;
        private int size;

        Table(V[] values) {
            this.values = values;
            this.keys = new long[values.length];
        }

        V get(long key) {
            return values[slot(key)];
        }

        void put(long key, V value) {
            if (2 * size >= values.length) {
                grow();
            }
            int slot = slot(key);
            keys[slot] = key;
            values[slot] = value;
            size++;
        }

        private int slot(long key) {
            int mask = values.length - 1;
            int slot = (int) (key ^ (key >>> 32)) & mask;
            while (keys[slot] != key && values[slot] != null) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        private void grow() {
            long[] oldKeys = keys;
            V[] oldValues = values;
            keys = new long[2 * oldKeys.length];
            values = Arrays.copyOf(oldValues, 2 * oldValues.length);
            Arrays.fill(values, null);
            for (int i = 0; i < oldValues.length; i++) {
                if (oldValues[i] != null) {
                    int slot = slot(oldKeys[i]);
                    keys[slot] = oldKeys[i];
                    values[slot] = oldValues[i];
                }
            }
        }
    }

    /**
     * What a sensor has reported within 7 days, sorted: second and fingerprint in one number, in
     * one array, so that a new one touches as little memory as may be.
     */
    private static final class Seen {
        private static final long WEEK_SECONDS = 604_800;
        private static final int FIRST_CAPACITY = 64;
        private static final long FINGERPRINT = 0xFFFF_FFFFL;

        private int newest;
        private int size;
        private long[] reports = new long[FIRST_CAPACITY];

        Outcome add(int second, int fingerprint) {
            long report = (long) second << 32 | (fingerprint & FINGERPRINT);
            if (second > newest) {
                newest = second;
                insert(size, report);
                return Outcome.ACCEPTED;
            }
            int found = Arrays.binarySearch(reports, 0, size, (long) second << 32);
            int at = found >= 0 ? found : -found - 1;
            if (at < size && reports[at] >>> 32 == second) {
                return reports[at] == report ? Outcome.DUPLICATE : Outcome.CONFLICT;
            }
            insert(at, report);
            return Outcome.ACCEPTED;
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

    /** Exact sums in two longs: 2^-20 and 2^-60. */
    private static final class Sums {
        static long high(double value) {
            return (long) (value * 0x1p20);
        }

        static long low(double value, long high) {
            return (long) ((value * 0x1p20 - high) * 0x1p40);
        }

        static double toDouble(long high, long low) {
            return (high + low * 0x1p-40) * 0x1p-20;
        }
    }

    /** Count, minimum, maximum and sum per channel of one span. */
    private static final class Pane {
        static final int CHANNELS = 12;
        static final int HOURLY = (1 << (CHANNELS - 1)) - 1;
        private static final int SLOTS = 5;
        private static final int COUNT = 0;
        private static final int MIN = 1;
        private static final int MAX = 2;
        private static final int HIGH = 3;
        private static final int LOW = 4;

        private final long[] cells = new long[CHANNELS * SLOTS];
        int observations;
        long coveredSeconds;
        int channels;

        void clear() {
            observations = 0;
            coveredSeconds = 0;
            channels = 0;
        }

        void add(int channel, double value) {
            int at = channel * SLOTS;
            long high = Sums.high(value);
            long low = Sums.low(value, high);
            long bits = Double.doubleToRawLongBits(value);
            if ((channels >>> channel & 1) == 0) {
                channels |= 1 << channel;
                set(at, 1, bits, bits);
                cells[at + HIGH] = high;
                cells[at + LOW] = low;
                return;
            }
            cells[at + COUNT]++;
            if (value < Double.longBitsToDouble(cells[at + MIN])) {
                cells[at + MIN] = bits;
            }
            if (value > Double.longBitsToDouble(cells[at + MAX])) {
                cells[at + MAX] = bits;
            }
            cells[at + HIGH] += high;
            cells[at + LOW] += low;
        }

        void merge(Pane other, int wanted) {
            observations += other.observations;
            coveredSeconds += other.coveredSeconds;
            for (int left = other.channels & wanted; left != 0; left &= left - 1) {
                int channel = Integer.numberOfTrailingZeros(left);
                int at = channel * SLOTS;
                if ((channels >>> channel & 1) == 0) {
                    channels |= 1 << channel;
                    System.arraycopy(other.cells, at, cells, at, SLOTS);
                } else {
                    mergeCell(other.cells, at);
                }
            }
        }

        private void mergeCell(long[] other, int at) {
            cells[at + COUNT] += other[at + COUNT];
            double min = Double.longBitsToDouble(other[at + MIN]);
            double max = Double.longBitsToDouble(other[at + MAX]);
            if (min < Double.longBitsToDouble(cells[at + MIN])) {
                cells[at + MIN] = other[at + MIN];
            }
            if (max > Double.longBitsToDouble(cells[at + MAX])) {
                cells[at + MAX] = other[at + MAX];
            }
            cells[at + HIGH] += other[at + HIGH];
            cells[at + LOW] += other[at + LOW];
        }

        private void set(int at, long count, long min, long max) {
            cells[at + COUNT] = count;
            cells[at + MIN] = min;
            cells[at + MAX] = max;
        }

        boolean has(int channel) {
            return (channels >>> channel & 1) != 0;
        }

        int count(int channel) {
            return has(channel) ? (int) cells[channel * SLOTS] : 0;
        }

        long high(int channel) {
            return cells[channel * SLOTS + HIGH];
        }

        long low(int channel) {
            return cells[channel * SLOTS + LOW];
        }

        long hash(long begun, int spanSeconds) {
            long hash = RowHash.add(begun, observations);
            hash = RowHash.addRounded(hash, Math.min(1, (double) coveredSeconds / spanSeconds));
            hash = RowHash.add(hash, channels);
            for (int left = channels; left != 0; left &= left - 1) {
                int at = Integer.numberOfTrailingZeros(left) * SLOTS;
                hash = RowHash.add(hash, cells[at + COUNT]);
                hash = RowHash.add(hash, cells[at + MIN]);
                hash = RowHash.add(hash, cells[at + MAX]);
                hash = RowHash.addRounded(hash, Sums.toDouble(cells[at + HIGH], cells[at + LOW]));
            }
            return hash;
        }
    }

    /** A queue of closed panes with running totals over the newest of them. */
    private static final class Rolling {
        static final int[] CHANNELS = {10, 0, 2, 11};
        static final int MEASURES = CHANNELS.length;
        private static final int SLOTS = 3;
        private static final int WIDTH = 2 + MEASURES * SLOTS;

        private final long[] panes;
        private final int mask;
        private long head;

        /** Room for so many panes, a power of two above the longest window. */
        Rolling(int capacity) {
            panes = new long[capacity * WIDTH];
            mask = capacity - 1;
        }

        /** Begins a pane with no values. */
        int push(long number) {
            int at = (int) (head++ & mask) * WIDTH;
            Arrays.fill(panes, at, at + WIDTH, 0);
            panes[at] = number;
            return at;
        }

        void add(int at, Pane pane) {
            panes[at + 1] += pane.coveredSeconds;
            for (int i = 0; i < MEASURES; i++) {
                int channel = CHANNELS[i];
                if (pane.has(channel)) {
                    int cell = at + 2 + i * SLOTS;
                    panes[cell] += pane.count(channel);
                    panes[cell + 1] += pane.high(channel);
                    panes[cell + 2] += pane.low(channel);
                }
            }
        }
    }

    /** The totals of one window over a queue. */
    private static final class Window {
        private final Rolling queue;
        private final int length;
        private final int seconds;
        private final long[] totals = new long[Rolling.WIDTH];
        private long tail;

        Window(Rolling queue, int length, int paneSeconds) {
            this.queue = queue;
            this.length = length;
            this.seconds = length * paneSeconds;
        }

        /** Takes the newest pane in, and out all that start before its end less the window. */
        void slide() {
            int newest = (int) (queue.head - 1 & queue.mask) * Rolling.WIDTH;
            long first = queue.panes[newest] + 1 - length;
            for (int i = 1; i < Rolling.WIDTH; i++) {
                totals[i] += queue.panes[newest + i];
            }
            int oldest = (int) (tail & queue.mask) * Rolling.WIDTH;
            while (queue.panes[oldest] < first) {
                for (int i = 1; i < Rolling.WIDTH; i++) {
                    totals[i] -= queue.panes[oldest + i];
                }
                tail++;
                oldest = (int) (tail & queue.mask) * Rolling.WIDTH;
            }
        }

        double mean(int measure) {
            int cell = 2 + measure * Rolling.SLOTS;
            return totals[cell] == 0
                    ? Double.NaN
                    : Sums.toDouble(totals[cell + 1], totals[cell + 2]) / totals[cell];
        }

        double coverage() {
            return Math.min(1, (double) totals[1] / seconds);
        }

        long hash(long begun) {
            long hash = RowHash.add(begun, seconds);
            for (int i = 0; i < Rolling.MEASURES; i++) {
                hash = RowHash.add(hash, totals[2 + i * Rolling.SLOTS]);
                hash = RowHash.addRounded(hash, mean(i));
            }
            return RowHash.addRounded(hash, coverage());
        }
    }

    /** All that is kept of one place. */
    private static final class Place {
        private static final long MINUTE = 60_000;
        private static final long QUARTER = 15 * MINUTE;
        private static final long HOUR = 60 * MINUTE;
        private static final long DAY = 24 * HOUR;
        private static final int HEAT_INDEX = 10;
        private static final int WIND_CHILL = 11;

        final int partition;
        long clock;
        private final long key;
        private final Pane minute = new Pane();
        private final Pane hour = new Pane();
        private final Pane day = new Pane();
        private final Rolling minutes = new Rolling(64);
        private final Window quarterWindow = new Window(minutes, 15, 60);
        private final Window hourWindow = new Window(minutes, 60, 60);
        private final Rolling quarters = new Rolling(128);
        private final Window dayWindow = new Window(quarters, 96, 900);
        private final Machine heat = Machine.heat();
        private final Machine cold = Machine.cold();
        private long minuteStart;
        private long first;
        private long last;
        private int quarter;

        Place(long key, int partition, long clock) {
            this.key = key;
            this.partition = partition;
            this.clock = clock;
            minuteStart = Math.floorDiv(clock, MINUTE) * MINUTE;
            quarter = quarters.push(Math.floorDiv(clock, QUARTER));
            first = clock;
        }

        void add(Decoded o, SingleThreadLoop loop) {
            if (o.observedAt < clock || o.intervalSeconds <= 0) {
                throw new IllegalStateException(
                        "the loop is for a log in order, whose sensors declare their interval");
            }
            clock = o.observedAt;
            if (clock >= minuteStart + MINUTE) {
                rollOver(loop);
            }
            last = clock;
            minute.observations++;
            minute.coveredSeconds += o.intervalSeconds;
            double[] values = o.values;
            for (int left = o.present & 0x3FF; left != 0; left &= left - 1) {
                int i = Integer.numberOfTrailingZeros(left);
                minute.add(i, values[i] + 0.0);
            }
            double heatIndex = HeatIndex.celsius(values[0], values[2]);
            if (!Double.isNaN(heatIndex)) {
                minute.add(HEAT_INDEX, heatIndex + 0.0);
            }
            double felt = WindChill.feltCelsius(values[0], values[3]);
            if (!Double.isNaN(felt)) {
                minute.add(WIND_CHILL, felt + 0.0);
            }
        }

        private void rollOver(SingleThreadLoop loop) {
            closeMinute(loop);
            long next = Math.floorDiv(clock, MINUTE) * MINUTE;
            if (Math.floorDiv(next, QUARTER) != Math.floorDiv(minuteStart, QUARTER)) {
                closeQuarter(loop);
                quarter = quarters.push(Math.floorDiv(next, QUARTER));
            }
            if (Math.floorDiv(next, HOUR) != Math.floorDiv(minuteStart, HOUR)) {
                closeHour(loop);
            }
            if (Math.floorDiv(next, DAY) != Math.floorDiv(minuteStart, DAY)) {
                closeDay(loop);
            }
            minuteStart = next;
            first = clock;
        }

        private void closeMinute(SingleThreadLoop loop) {
            minutes.add(minutes.push(Math.floorDiv(minuteStart, MINUTE)), minute);
            quarterWindow.slide();
            hourWindow.slide();
            long hash = minute.hash(RowHash.begin(key, RowKind.MINUTE, minuteStart), 60);
            hash = quarterWindow.hash(hash);
            loop.count(minuteStart, hourWindow.hash(hash));
            judge(loop);
            quarters.add(quarter, minute);
            hour.merge(minute, Pane.HOURLY);
            minute.clear();
        }

        private void judge(SingleThreadLoop loop) {
            long end = minuteStart + MINUTE;
            double coverage = hourWindow.coverage();
            if (minute.has(HEAT_INDEX)) {
                heat.step(end, hourWindow.mean(0), coverage, this, loop);
            }
            if (minute.has(WIND_CHILL)) {
                cold.step(end, hourWindow.mean(3), coverage, this, loop);
            }
        }

        private void closeQuarter(SingleThreadLoop loop) {
            dayWindow.slide();
            long start = Math.floorDiv(minuteStart, QUARTER) * QUARTER;
            long hash = RowHash.begin(key, RowKind.QUARTER_HOUR, start);
            hash = RowHash.add(RowHash.addRounded(RowHash.add(hash, 0), Double.NaN), 0);
            loop.count(start, dayWindow.hash(hash));
        }

        private void closeHour(SingleThreadLoop loop) {
            long start = Math.floorDiv(minuteStart, HOUR) * HOUR;
            loop.count(start, hour.hash(RowHash.begin(key, RowKind.HOUR, start), 3600));
            day.merge(hour, Pane.HOURLY);
            hour.clear();
        }

        private void closeDay(SingleThreadLoop loop) {
            long start = Math.floorDiv(minuteStart, DAY) * DAY;
            loop.count(start, day.hash(RowHash.begin(key, RowKind.DAY, start), 86_400));
            day.clear();
        }
    }

    /** The state machine of one condition at one place. */
    private static final class Machine {
        private static final long HOUR_MILLIS = 3_600_000;
        private static final long STALE_AFTER_MILLIS = 3 * HOUR_MILLIS;
        private static final double LEAST_COVERAGE = 0.6;
        private static final double HYSTERESIS = 1;
        private static final double[] HEAT_LEVELS = {48 / 1.8, 58 / 1.8, 71 / 1.8, 93 / 1.8};
        private static final double[] COLD_LEVELS = {0, 10, 28, 40, 48, 55};
        private static final int[] HEAT_NAMES =
                hashes("CAUTION", "EXTREME_CAUTION", "DANGER", "EXTREME_DANGER");
        private static final int[] COLD_NAMES =
                hashes(
                        "LOW",
                        "MODERATE",
                        "FROSTBITE_IN_30_MIN",
                        "FROSTBITE_IN_10_MIN",
                        "FROSTBITE_IN_5_MIN",
                        "FROSTBITE_IN_2_MIN");
        private static final int[] STATES =
                hashes("OK", "PENDING", "ACTIVE", "RECOVERING", "UNKNOWN", "UNCERTAIN");
        private static final int OK = 0;
        private static final int PENDING = 1;
        private static final int ACTIVE = 2;
        private static final int RECOVERING = 3;
        private static final int UNKNOWN = 4;
        private static final int UNCERTAIN = 5;

        private final int name;
        private final double[] levels;
        private final int[] levelNames;

        /** A falling scale is a rising one of the negated measure. */
        private final double sign;

        private int state = UNKNOWN;
        private int level;
        private long episodeStart;
        private long since;
        private long lastInput = Long.MIN_VALUE;

        private Machine(String name, double[] levels, int[] levelNames, double sign) {
            this.name = name.hashCode();
            this.levels = levels;
            this.levelNames = levelNames;
            this.sign = sign;
        }

        static Machine heat() {
            return new Machine("HEAT", HEAT_LEVELS, HEAT_NAMES, 1);
        }

        static Machine cold() {
            return new Machine("COLD", COLD_LEVELS, COLD_NAMES, -1);
        }

        void step(long at, double mean, double coverage, Place place, SingleThreadLoop loop) {
            if (lastInput != Long.MIN_VALUE && place.first - lastInput > STALE_AFTER_MILLIS) {
                int before = state;
                int levelBefore = level;
                clear(UNKNOWN);
                if (before != UNKNOWN) {
                    long silentFrom = lastInput + STALE_AFTER_MILLIS;
                    tell(silentFrom, before, levelBefore, place, loop);
                }
            }
            lastInput = place.last;
            int before = state;
            int levelBefore = level;
            boolean wasInEpisode = episodeStart != 0;
            if (coverage < LEAST_COVERAGE) {
                state = UNCERTAIN;
            } else if (wasInEpisode) {
                judgeEpisode(at, sign * mean);
            } else {
                judgeQuiet(at, sign * mean);
            }
            boolean ended = wasInEpisode && episodeStart == 0;
            if (before != state || (wasInEpisode && level != levelBefore)) {
                tell(at, before, ended ? levelBefore : level, place, loop);
            }
        }

        private void judgeQuiet(long at, double measure) {
            int reached = reachedBy(measure, 0);
            if (reached == 0) {
                clear(OK);
                return;
            }
            if (state != PENDING) {
                state = PENDING;
                since = at;
            }
            if (at - since >= HOUR_MILLIS) {
                state = ACTIVE;
                level = reached;
                episodeStart = at;
            }
        }

        private void judgeEpisode(long at, double measure) {
            int held =
                    Math.max(
                            reachedBy(measure, 0), Math.min(level, reachedBy(measure, HYSTERESIS)));
            if (held > 0) {
                state = ACTIVE;
                level = held;
                return;
            }
            if (state != RECOVERING) {
                state = RECOVERING;
                since = at;
            }
            if (at - since >= HOUR_MILLIS) {
                clear(OK);
            }
        }

        private int reachedBy(double measure, double slack) {
            int reached = 0;
            while (reached < levels.length && measure >= levels[reached] - slack) {
                reached++;
            }
            return reached;
        }

        private void clear(int newState) {
            state = newState;
            level = 0;
            episodeStart = 0;
        }

        private void tell(long at, int from, int toldLevel, Place place, SingleThreadLoop loop) {
            long hash = RowHash.begin(place.key, RowKind.TRANSITION, at);
            hash = RowHash.add(RowHash.add(hash, name), STATES[from]);
            hash = RowHash.add(hash, STATES[state]);
            hash = RowHash.add(hash, toldLevel == 0 ? 0 : levelNames[toldLevel - 1]);
            // A minute is judged at its end.
            loop.count(at - 1, hash);
        }

        private static int[] hashes(String... names) {
            return Arrays.stream(names).mapToInt(String::hashCode).toArray();
        }
    }
}
