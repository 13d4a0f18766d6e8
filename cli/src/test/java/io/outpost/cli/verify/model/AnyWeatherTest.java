package io.outpost.cli.verify.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the weather: no water is made or lost, and no state leaves its range. */
class AnyWeatherTest {
    private static final int HOURS = 2000;

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 1",
        "90, 0, 0, 2",
        "-90, 180, 8000, 3",
        "47, 8, 400, 4",
        "-68, -170, 3000, 5"
    })
    void conservesWaterAndStaysInRange(
            double latitude, double longitude, double elevationMetres, long seed) {
        check(
                new Site(latitude, longitude, elevationMetres, Surface.LOAM, StreamSize.MEDIUM),
                seed);
    }

    @ParameterizedTest
    @EnumSource(Surface.class)
    void conservesWaterOnEachSurface(Surface surface) {
        check(new Site(50, 10, 300, surface, StreamSize.SMALL), 6);
    }

    private static void check(Site site, long seed) {
        Random random = new Random(seed);
        Hours hours = Hours.at(site, 1);
        double season = random.nextDouble(-60, 40);
        for (int hour = 0; hour < HOURS; hour++) {
            HourState before = hours.now();
            double fallenBefore = hours.fallen();
            season += hour % 200 == 0 ? random.nextDouble(-30, 30) : 0;
            hours.next(any(hours.nextMillis(), Math.max(-90, Math.min(60, season)), random));
            checkBalance(before, hours.now(), hours.fallen() - fallenBefore);
            checkRanges(hours.now(), site.surface());
        }
    }

    private static HourInput any(long hourMillis, double season, Random random) {
        return new HourInput(
                hourMillis,
                Math.max(-90, Math.min(60, season + random.nextDouble(-10, 10))),
                random.nextInt(4) == 0 ? StrictMath.pow(500, random.nextDouble()) - 1 : 0,
                random.nextBoolean() ? random.nextDouble(100) : Double.NaN,
                random.nextBoolean() ? random.nextDouble(113) : Double.NaN,
                random.nextBoolean() ? random.nextDouble(300, 1100) : Double.NaN);
    }

    private static void checkBalance(HourState before, HourState after, double fallen) {
        Fluxes fluxes = after.fluxes();
        double gone = fluxes.upperEvaporation() + fluxes.lowerEvaporation() + fluxes.lost();
        assertEquals(fallen, Hours.stored(after) - Hours.stored(before) + gone, 1e-9);
        assertEquals(fallen, fluxes.snow() + fluxes.rain(), 1e-9);
    }

    private static void checkRanges(HourState state, Surface surface) {
        SnowPack snow = state.snow();
        inRange(0, snow.ice(), Double.MAX_VALUE);
        inRange(0, snow.liquid(), 0.05 * snow.ice() + 1e-9);
        inRange(0, snow.cold(), Double.MAX_VALUE);
        inRange(0.5, snow.albedo(), 0.85);
        inRange(67, snow.density(), 917);
        inRange(0, state.soil().upper(), surface.upperFullMillimetres() + 1);
        inRange(0, state.soil().lower(), surface.lowerFullMillimetres());
        inRange(0, state.basin().store(), Basin.SIZE_MILLIMETRES);
        inRange(0, state.fluxes().index(), 1000);
        inRange(0, state.frostIndex(), 5000);
    }

    private static void inRange(double least, double value, double most) {
        assertTrue(value >= least && value <= most, () -> value + " in " + least + ".." + most);
    }
}
