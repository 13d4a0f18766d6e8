package io.outpost.cli.simulate.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * What the weather does from the start of a scenario on: turning points of the temperature, between
 * which it changes evenly, and hours of rain or wind. Days count from 0; hours of a day are those
 * of UTC when the scenario starts at midnight.
 */
record Script(List<Turn> turns, List<Spell> rains, List<Spell> winds) {
    private static final double HOURS_PER_DAY = 24;

    /** The mean of the days there, and half of how far the afternoon is above the night, degC. */
    record Turn(double day, double meanCelsius, double swingCelsius) {}

    /** Half-open: mm per hour of a rain, m/s of a wind. */
    record Spell(double fromDay, double toDay, double strength) {
        boolean holds(double day) {
            return day >= fromDay && day < toDay;
        }
    }

    static Script beginning(double meanCelsius, double swingCelsius) {
        return new Script(List.of(new Turn(0, meanCelsius, swingCelsius)), List.of(), List.of());
    }

    Script turn(double day, double meanCelsius, double swingCelsius) {
        return new Script(with(turns, new Turn(day, meanCelsius, swingCelsius)), rains, winds);
    }

    /** Rain or snow of an amount each hour, one hour after the other. */
    Script rain(int day, int hour, double... millimetres) {
        List<Spell> more = new ArrayList<>(rains);
        for (int i = 0; i < millimetres.length; i++) {
            more.add(spell(day, hour + i, 1, millimetres[i]));
        }
        return new Script(turns, List.copyOf(more), winds);
    }

    /** The same rain on every third day from one until before another. */
    Script showers(int fromDay, int toDay, int hour, double... millimetres) {
        Script script = this;
        for (int day = fromDay; day < toDay; day += 3) {
            script = script.rain(day, hour, millimetres);
        }
        return script;
    }

    Script steadyRain(int day, int hour, int hours, double millimetresPerHour) {
        return new Script(turns, with(rains, spell(day, hour, hours, millimetresPerHour)), winds);
    }

    Script wind(int day, int hour, int hours, double metresPerSecond) {
        return new Script(turns, rains, with(winds, spell(day, hour, hours, metresPerSecond)));
    }

    double meanCelsius(double day) {
        Turn before = before(day);
        Turn after = after(day);
        return between(before, after, day, before.meanCelsius(), after.meanCelsius());
    }

    double swingCelsius(double day) {
        Turn before = before(day);
        Turn after = after(day);
        return between(before, after, day, before.swingCelsius(), after.swingCelsius());
    }

    /** mm per hour. */
    double rainAt(double day) {
        return strength(rains, day, 0);
    }

    /** m/s. */
    double windAt(double day, double usual) {
        return strength(winds, day, usual);
    }

    private static double strength(List<Spell> spells, double day, double otherwise) {
        for (Spell spell : spells) {
            if (spell.holds(day)) {
                return spell.strength();
            }
        }
        return otherwise;
    }

    private Turn before(double day) {
        Turn last = turns.get(0);
        for (Turn turn : turns) {
            last = turn.day() <= day ? turn : last;
        }
        return last;
    }

    private Turn after(double day) {
        return turns.stream()
                .filter(turn -> turn.day() > day)
                .findFirst()
                .orElse(turns.get(turns.size() - 1));
    }

    private static double between(Turn before, Turn after, double day, double from, double to) {
        double span = after.day() - before.day();
        double share = span <= 0 ? 0 : Math.max(0, Math.min(1, (day - before.day()) / span));
        return from + (to - from) * share;
    }

    private static Spell spell(int day, int hour, int hours, double strength) {
        double from = day + hour / HOURS_PER_DAY;
        return new Spell(from, day + (hour + hours) / HOURS_PER_DAY, strength);
    }

    private static <T> List<T> with(List<T> all, T one) {
        List<T> more = new ArrayList<>(all);
        more.add(one);
        return List.copyOf(more);
    }
}
