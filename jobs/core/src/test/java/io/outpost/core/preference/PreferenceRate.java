package io.outpost.core.preference;

import static io.outpost.core.preference.Wishes.CELSIUS;
import static io.outpost.core.preference.Wishes.GUST;
import static io.outpost.core.preference.Wishes.PERCENT;
import static io.outpost.core.preference.Wishes.WIND;
import static io.outpost.core.preference.Wishes.all;
import static io.outpost.core.preference.Wishes.atMost;
import static io.outpost.core.preference.Wishes.compare;
import static io.outpost.core.preference.Wishes.forAtLeast;
import static io.outpost.core.preference.Wishes.preference;
import static io.outpost.core.preference.Wishes.rain;

import com.sun.management.ThreadMXBean;
import io.outpost.core.place.PreferenceCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Measures what preferences cost: ns and bytes for an evaluation of six comparisons and for a step
 * of the machine, bytes of state, place-years of a backtest a minute. Time is processor time of the
 * one thread.
 *
 * <p>usage: PreferenceRate [rounds] (default: 5; the first two are for the compiler)
 */
public final class PreferenceRate {
    private static final int PANES = 4_096;
    private static final int STEPS = 20_000_000;
    private static final int PREFERENCES = 100_000;
    private static final int HOURS_OF_YEAR = 8_766;
    private static final int MINUTES_OF_YEAR = 525_960;
    private static final double NANOS_PER_MINUTE = 60e9;

    private final Random random = new Random(7);

    private PreferenceRate() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        PreferenceRate rate = new PreferenceRate();
        for (int round = 0; round < rounds; round++) {
            print("round %d", round);
            rate.evaluate();
            rate.step();
            rate.backtestHours();
            rate.backtestMinutes();
        }
        rate.state();
    }

    /** Six comparisons, of minutes. */
    private static Preference ofSix() {
        return new Preference(
                "six",
                all(
                        compare(CELSIUS, Operator.AT_LEAST, 12, 1, NoData.UNKNOWN),
                        compare(CELSIUS, Operator.AT_MOST, 24, 1, NoData.UNKNOWN),
                        compare(PERCENT, Operator.BELOW, 80, 5, NoData.KEEP_LAST),
                        compare(WIND, Operator.AT_MOST, 8, 1, NoData.UNKNOWN),
                        compare(GUST, Operator.BELOW, 14, 1, NoData.NOT_MATCHING),
                        compare(PERCENT, Operator.AT_LEAST, 20, 5, NoData.KEEP_LAST)),
                Duration.ofMinutes(30),
                Duration.ofMinutes(10),
                Duration.ofHours(6),
                Wishes.NOTICE,
                List.of(),
                null);
    }

    /** A day's wave with noise: some panes match, most do not. */
    private double[] wave(int size, int period, double mean, double amplitude, double noise) {
        return IntStream.range(0, size)
                .mapToDouble(
                        i ->
                                mean
                                        + amplitude * Math.sin(2 * Math.PI * i / period)
                                        + noise * random.nextGaussian())
                .toArray();
    }

    private JudgedPane[] panes(SignalTable table) {
        double[][] waves = new double[table.size()][];
        for (int i = 0; i < waves.length; i++) {
            waves[i] = wave(PANES, 1_440, 20 * (i + 1), 15, 0.3);
        }
        JudgedPane[] panes = new JudgedPane[PANES];
        for (int i = 0; i < PANES; i++) {
            double[] values = new double[waves.length];
            for (int j = 0; j < values.length; j++) {
                values[j] = waves[j][i];
            }
            panes[i] = JudgedPlace.pane(i, values);
        }
        return panes;
    }

    private void evaluate() {
        SignalTable table = new SignalTable();
        CompiledPreference compiled = CompiledPreference.of(ofSix(), table);
        Evaluator evaluator = new Evaluator(compiled);
        PreferenceState state = compiled.begin();
        JudgedPane[] panes = panes(table);
        long bytes = allocatedBytes();
        long begin = cpuNanos();
        long sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += evaluator.judge(state, panes[i & PANES - 1]);
        }
        report("evaluation of six comparisons", begin, bytes, sum);
    }

    /** The panes come again and again, later each time: as many as there are for one state. */
    private void step() {
        SignalTable table = new SignalTable();
        CompiledPreference compiled = CompiledPreference.of(ofSix(), table);
        PreferenceMachine machine = new PreferenceMachine(compiled);
        JudgedPane[] panes = panes(table);
        long[] transitions = new long[1];
        long bytes = allocatedBytes();
        long begin = cpuNanos();
        for (int i = 0; i < STEPS; ) {
            PreferenceState state = machine.begin();
            for (JudgedPane pane : panes) {
                machine.step(JudgedPlace.SUBJECT, state, pane, transition -> transitions[0]++);
                i++;
            }
        }
        report("step of the machine", begin, bytes, transitions[0]);
    }

    private static void report(String what, long beginNanos, long beginBytes, long result) {
        double nanos = (cpuNanos() - beginNanos) / (double) STEPS;
        double bytes = (allocatedBytes() - beginBytes) / (double) STEPS;
        print("  %s: %.1f ns, %.2f bytes allocated (%d)", what, nanos, bytes, result);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    /** Of the thread, without what it waits for a core. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** With the rain of three days, which is added up for each hour. */
    private void backtestHours() {
        Preference wish =
                preference(
                        all(
                                compare(CELSIUS, Operator.AT_LEAST, 12, 1, NoData.UNKNOWN),
                                compare(CELSIUS, Operator.AT_MOST, 24, 1, NoData.UNKNOWN),
                                compare(PERCENT, Operator.BELOW, 70, 5, NoData.UNKNOWN),
                                atMost(WIND, 8),
                                atMost(rain(72), 5),
                                forAtLeast(Duration.ofHours(6), atMost(rain(1), 0.2))));
        int years = 10;
        int size = years * HOURS_OF_YEAR;
        long[] starts = LongStream.range(0, size).map(i -> i * JudgedPlace.HOUR).toArray();
        PaneSeries series =
                PaneSeries.ofHours(starts)
                        .with(CELSIUS, wave(size, 24, 15, 8, 2))
                        .with(PERCENT, wave(size, 24, 65, 15, 5))
                        .with(WIND, wave(size, 37, 5, 3, 1))
                        .with(rain(1), wave(size, 200, -1, 2, 0.5));
        report("hourly", wish, series, years);
    }

    private void backtestMinutes() {
        int size = MINUTES_OF_YEAR;
        long[] starts = LongStream.range(0, size).map(i -> i * JudgedPlace.MINUTE).toArray();
        PaneSeries series =
                PaneSeries.ofMinutes(starts, starts, starts, JudgedPlace.HOUR)
                        .with(CELSIUS, wave(size, 1_440, 15, 8, 0.5))
                        .with(PERCENT, wave(size, 1_440, 65, 15, 1))
                        .with(WIND, wave(size, 2_000, 5, 3, 0.5))
                        .with(GUST, wave(size, 2_000, 9, 4, 1));
        report("minute", ofSix(), series, 1);
    }

    private static void report(String what, Preference wish, PaneSeries series, int years) {
        long begin = cpuNanos();
        Backtest.Result result = Backtest.run(wish, series, ZoneOffset.UTC);
        double perMinute = years * NANOS_PER_MINUTE / (cpuNanos() - begin);
        print(
                "  backtest: %,.0f place-years of %s history a minute (%d episodes)",
                perMinute, what, result.count());
    }

    /** Of as many preferences as one installation may have, a hundredth of them in an episode. */
    private void state() throws IOException {
        SignalTable table = new SignalTable();
        CompiledPreference compiled = CompiledPreference.of(ofSix(), table);
        PreferenceMachine machine = new PreferenceMachine(compiled);
        long before = usedBytes();
        List<PreferenceState> states = new ArrayList<>(PREFERENCES);
        double[] matching = new double[table.size()];
        double[] other = new double[table.size()];
        Arrays.fill(other, 50);
        for (int i = 0; i < table.size(); i++) {
            Signal signal = table.at(i);
            matching[i] = signal.equals(CELSIUS) ? 15 : signal.equals(PERCENT) ? 50 : 5;
        }
        for (int i = 0; i < PREFERENCES; i++) {
            PreferenceState state = machine.begin();
            for (int minute = 0; minute < 60; minute++) {
                machine.step(
                        JudgedPlace.SUBJECT,
                        state,
                        JudgedPlace.pane(minute, i % 100 == 0 ? matching : other),
                        transition -> {});
            }
            states.add(state);
        }
        long heap = usedBytes() - before;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (PreferenceState state : states) {
            PreferenceCodec.write(new DataOutputStream(bytes), state);
        }
        long active = states.stream().filter(state -> state.episode.inEpisode()).count();
        print(
                "state of %,d preferences (%d in an episode): %.1f bytes each stored,"
                        + " %d bytes each as objects",
                PREFERENCES, active, bytes.size() / (double) PREFERENCES, heap / PREFERENCES);
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void print(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
