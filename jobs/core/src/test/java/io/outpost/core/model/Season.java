package io.outpost.core.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Made weather: spells one after the other, from midnight of a day of 2021 on. */
final class Season {
    private static final int YEAR = 2021;
    private static final ModelParameters HILL =
            ModelParameters.at(45, 0, 1000, Surface.LOAM, StreamSize.MEDIUM);

    private final List<Spell> spells;
    private final int firstDayOfYear;
    private final ModelParameters parameters;

    private Season(List<Spell> spells, int firstDayOfYear, ModelParameters parameters) {
        this.spells = spells;
        this.firstDayOfYear = firstDayOfYear;
        this.parameters = parameters;
    }

    /**
     * Hours of the same kind: a mean temperature with a swing about it that is greatest at 15 h of
     * the spell's own days, and as much precipitation in each.
     */
    record Spell(
            int hours,
            double celsius,
            double swingKelvin,
            double millimetres,
            double humidity,
            double wind,
            double pressure) {
        static Spell steady(int hours, double celsius, double millimetres) {
            return daily(hours, celsius, 0, millimetres);
        }

        static Spell daily(int hours, double celsius, double swingKelvin, double millimetres) {
            double none = Double.NaN;
            return new Spell(hours, celsius, swingKelvin, millimetres, none, none, none);
        }

        Spell with(double percent, double metresPerSecond, double hectopascals) {
            return new Spell(
                    hours,
                    celsius,
                    swingKelvin,
                    millimetres,
                    percent,
                    metresPerSecond,
                    hectopascals);
        }

        private double celsiusAt(int hour) {
            return celsius + swingKelvin * StrictMath.cos(2 * Math.PI * (hour % 24 - 15) / 24);
        }
    }

    /** How it ended, and what each hour did. */
    record Run(ModelState state, List<HourFluxes> hours) {
        HourFluxes last() {
            return hours.get(hours.size() - 1);
        }

        double sum(ToDoubleFunction<HourFluxes> term) {
            return hours.stream().mapToDouble(term).sum();
        }
    }

    static Season of(Spell... spells) {
        return new Season(List.of(spells), 60, HILL);
    }

    Season fromDay(int dayOfYear) {
        return new Season(spells, dayOfYear, parameters);
    }

    Season at(ModelParameters place) {
        return new Season(spells, firstDayOfYear, place);
    }

    static long hourOfDay(int dayOfYear) {
        return LocalDate.ofYearDay(YEAR, dayOfYear).toEpochDay() * 24;
    }

    Run run() {
        ModelState state = ModelState.start(parameters);
        HourStep models = new HourStep(parameters);
        RecentHours recent = new RecentHours();
        List<HourFluxes> fluxes = new ArrayList<>();
        long hour = hourOfDay(firstDayOfYear);
        for (Spell spell : spells) {
            for (int i = 0; i < spell.hours; i++) {
                recent.add(hour++, spell.celsiusAt(i), spell.millimetres);
                HourWeather weather = recent.weather(spell.humidity, spell.wind, spell.pressure);
                fluxes.add(models.step(state, weather));
            }
        }
        return new Run(state, fluxes);
    }
}
