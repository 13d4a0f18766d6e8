package io.outpost.core.place;

import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random logs of one place, step by step from the newest time so far, so that they shrink well. */
final class LogSteps {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long HORIZON = 7 * DAY;

    /** Where a record lies in event time; {@code millis} of the step are the distance. */
    enum Move {
        ON(1, 8 * MINUTE),
        GAP(20 * MINUTE, 5 * HOUR),
        LONG_GAP(DAY, HORIZON),
        BACK_WITHIN_MINUTES(0, 2 * HOUR),
        BACK_WITHIN_HOURS(2 * HOUR, HORIZON),
        BEHIND(HORIZON + 1, HORIZON + 2 * DAY),
        JUMP_TO_STAY(HORIZON + 1, 4 * HORIZON),
        JUMP_BY_MISTAKE(HORIZON + 1, 4 * HORIZON),
        AGAIN(1, 60),
        AGAIN_BUT_OTHERWISE(1, 60);

        private final long least;
        private final long most;

        Move(long least, long most) {
            this.least = least;
            this.most = most;
        }

        Arbitrary<Tuple.Tuple2<Move, Long>> withMillis() {
            return Arbitraries.longs()
                    .between(least, most)
                    .withDistribution(RandomDistribution.uniform())
                    .map(millis -> Tuple.of(this, millis));
        }
    }

    /** What happens to the place after a record. */
    enum Then {
        NOTHING,
        SAVEPOINT,
        PAUSE,
        IDLE,
        /** Without a record for so long that the place shrinks, by a watermark. */
        SILENCE,
        /** The same, found out by the next record. */
        SILENCE_UNTIL_THE_NEXT
    }

    /**
     * One record.
     *
     * @param sensor 0..2; the first declares its interval
     * @param weather how the weather changes; 0: not
     * @param noise of the values
     * @param fields bits of the values that it has
     */
    record Step(
            Move move, long millis, int sensor, int weather, int noise, int fields, Then then) {}

    /** A record, and what happens after it. */
    record Event(Reading reading, Then then) {
        boolean endsInSilence() {
            return then == Then.SILENCE || then == Then.SILENCE_UNTIL_THE_NEXT;
        }
    }

    private static final double[] CELSIUS = {21, 34, 28.5, 21, -4, -17};

    private final List<Event> events = new ArrayList<>();
    private final double[] counters = {100, 0, 5};
    private long newest = Instant.parse("2024-07-01T21:30:00Z").toEpochMilli();
    private double celsius = CELSIUS[0];

    private LogSteps() {}

    static List<Event> events(List<Step> steps) {
        LogSteps log = new LogSteps();
        steps.forEach(log::add);
        return log.events;
    }

    static Arbitrary<List<Step>> inAnyOrder() {
        return steps(
                Arbitraries.frequencyOf(
                        Tuple.of(100, Move.ON.withMillis()),
                        Tuple.of(2, Move.GAP.withMillis()),
                        Tuple.of(1, Move.LONG_GAP.withMillis()),
                        Tuple.of(30, Move.BACK_WITHIN_MINUTES.withMillis()),
                        Tuple.of(4, Move.BACK_WITHIN_HOURS.withMillis()),
                        Tuple.of(1, Move.BEHIND.withMillis()),
                        Tuple.of(1, Move.JUMP_TO_STAY.withMillis()),
                        Tuple.of(1, Move.JUMP_BY_MISTAKE.withMillis()),
                        Tuple.of(6, Move.AGAIN.withMillis()),
                        Tuple.of(3, Move.AGAIN_BUT_OTHERWISE.withMillis())),
                Arbitraries.frequency(
                        Tuple.of(400, Then.NOTHING),
                        Tuple.of(40, Then.SAVEPOINT),
                        Tuple.of(20, Then.PAUSE),
                        Tuple.of(20, Then.IDLE),
                        Tuple.of(2, Then.SILENCE),
                        Tuple.of(1, Then.SILENCE_UNTIL_THE_NEXT)));
    }

    static Arbitrary<List<Step>> inOrder() {
        return steps(
                        Arbitraries.frequencyOf(
                                Tuple.of(100, Move.ON.withMillis()),
                                Tuple.of(2, Move.GAP.withMillis()),
                                Tuple.of(1, Move.LONG_GAP.withMillis()),
                                Tuple.of(1, Move.JUMP_TO_STAY.withMillis()),
                                Tuple.of(1, Move.AGAIN.withMillis())),
                        Arbitraries.frequency(
                                Tuple.of(9, Then.NOTHING), Tuple.of(1, Then.SAVEPOINT)))
                .map(LogSteps::confirmed);
    }

    /** A jump that is not confirmed at once would put what follows out of order. */
    private static List<Step> confirmed(List<Step> steps) {
        List<Step> confirmed = new ArrayList<>();
        for (Step step : steps) {
            confirmed.add(step);
            if (step.move == Move.JUMP_TO_STAY) {
                confirmed.add(
                        new Step(
                                Move.ON,
                                MINUTE,
                                step.sensor,
                                step.weather,
                                step.noise,
                                step.fields,
                                step.then));
            }
        }
        return confirmed;
    }

    private static Arbitrary<List<Step>> steps(
            Arbitrary<Tuple.Tuple2<Move, Long>> moves, Arbitrary<Then> then) {
        return Combinators.combine(
                        moves,
                        Arbitraries.of(0, 0, 0, 1, 2),
                        Arbitraries.frequency(
                                Tuple.of(250, 0),
                                Tuple.of(1, 1),
                                Tuple.of(1, 2),
                                Tuple.of(1, 3),
                                Tuple.of(1, 4),
                                Tuple.of(1, 5)),
                        Arbitraries.integers().between(-12, 12),
                        Arbitraries.integers().between(0, 255),
                        then)
                .as(
                        (move, sensor, weather, noise, fields, next) ->
                                new Step(
                                        move.get1(),
                                        move.get2(),
                                        sensor,
                                        weather,
                                        noise,
                                        fields,
                                        next))
                .list()
                .ofMinSize(1)
                .ofMaxSize(300)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private void add(Step step) {
        celsius = step.weather == 0 ? celsius : CELSIUS[step.weather];
        Reading reading =
                switch (step.move) {
                    case AGAIN, AGAIN_BUT_OTHERWISE -> again(step);
                    case ON, GAP, LONG_GAP, JUMP_TO_STAY -> reading(step, newest += step.millis);
                    case JUMP_BY_MISTAKE -> reading(step, newest + step.millis);
                    case BACK_WITHIN_MINUTES, BACK_WITHIN_HOURS, BEHIND ->
                            reading(step, newest - step.millis);
                };
        events.add(new Event(reading, step.then));
    }

    private Reading again(Step step) {
        int back = (int) Math.min(step.millis, events.size());
        if (back == 0) {
            return reading(step, newest);
        }
        Reading first = events.get(events.size() - back).reading();
        double[] values = first.values().clone();
        if (step.move == Move.AGAIN_BUT_OTHERWISE) {
            values[Quantity.PRESSURE_HECTOPASCALS.code()] = 900 + step.noise;
        }
        return Readings.copyOf(first, values);
    }

    private Reading reading(Step step, long at) {
        counters[step.sensor] += (step.fields & 3) * 0.2;
        counters[step.sensor] = step.noise == 12 ? 0 : counters[step.sensor];
        Readings reading =
                Readings.reading()
                        .of("sensor " + step.sensor)
                        .at(Instant.ofEpochMilli(at))
                        .every(Duration.ofSeconds(step.sensor == 0 ? 1200 : 0))
                        .with(Quantity.PRESSURE_HECTOPASCALS, 1000 + step.noise);
        if ((step.fields & 40) != 0) {
            reading.with(Quantity.WIND_DIRECTION_DEGREES, step.fields * 37 % 361);
        }
        if ((step.fields & 12) != 0) {
            reading.celsius(celsius + step.noise / 10.0);
        }
        if ((step.fields & 48) != 0) {
            reading.humidity(60 + step.noise);
        }
        if ((step.fields & 64) != 0) {
            reading.with(Quantity.PRECIPITATION_COUNTER_MILLIMETRES, counters[step.sensor]);
        }
        if ((step.fields & 128) != 0) {
            reading.with(Quantity.WIND_SPEED_METRES_PER_SECOND, 5 + step.noise / 4.0);
        } else if ((step.fields & 3) == 3) {
            reading.with(Quantity.PRECIPITATION_MILLIMETRES, 0.3);
        }
        return reading.build();
    }
}
