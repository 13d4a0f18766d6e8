package io.outpost.cli.verify.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.model.DayCycle;
import io.outpost.core.model.DryOutlook;
import io.outpost.core.model.HourFluxes;
import io.outpost.core.model.HourStep;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.ModelState;
import io.outpost.core.model.ReadyBy;
import io.outpost.core.model.RecentHours;
import io.outpost.core.model.SteppedPlace;
import io.outpost.core.model.Wetness;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The job's models and the oracle's come to the same, in weather and with gaps that no recording
 * has: places anywhere, hours without temperature or rain, weeks without both.
 */
class BothModelsTest {
    private static final int HOURS = 1500;
    private static final long FIRST_HOUR = Hours.startOf(1) / HourInput.HOUR_MILLIS;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void comeToTheSame(long seed) {
        Random random = new Random(seed);
        Site site = anySite(random);
        ModelParameters parameters = parametersOf(site);
        HourStep job = new HourStep(parameters);
        ModelState state = ModelState.start(parameters);
        RecentHours recent = new RecentHours();
        Hours oracle = Hours.at(site, 1);
        double season = random.nextDouble(-30, 30);
        for (int i = 0; i < HOURS; i++) {
            season = Math.max(-50, Math.min(45, season + random.nextDouble(-1, 1)));
            HourInput input = any(oracle.nextMillis(), i, season, random);
            oracle.next(input);
            recent.add(FIRST_HOUR + i, input.celsius(), input.precipitationMillimetres());
            assertEquals(recent.hasTemperature(), oracle.now().isKnown(), "hour " + i);
            if (recent.hasTemperature()) {
                HourFluxes fluxes =
                        job.step(
                                state,
                                recent.weather(
                                        input.humidityPercent(),
                                        input.windMetresPerSecond(),
                                        input.pressureHectopascals()));
                compare(oracle.now(), state, fluxes, "hour " + i);
                double wetness = oracle.now().wetness(site.surface());
                assertEquals(wetness, Wetness.of(state, parameters.soil()), 1e-9, "hour " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void expectTheSameOfDryDaysOnBareGroundAndUnderSnow(long seed) {
        expectTheSameOfDryDays(seed, 3);
        expectTheSameOfDryDays(seed, -6);
    }

    /** After 40 h of rain or snow. */
    private static void expectTheSameOfDryDays(long seed, int celsius) {
        Random random = new Random(seed);
        Site site = anySite(random);
        ModelParameters parameters = parametersOf(site);
        Day day = new Day(random.nextDouble(2, 30), random.nextDouble(-12, 2), 0);
        HourState wet = Hours.at(site, 1 + random.nextInt(300)).steady(40, celsius, 2).now();
        ModelState state = ModelState.start(parameters);
        HourStep job = new HourStep(parameters);
        RecentHours recent = new RecentHours();
        long next = wet.startMillis() / HourInput.HOUR_MILLIS + 1;
        for (long hour = next - 40; hour < next; hour++) {
            recent.add(hour, celsius, 2);
            job.step(state, recent.weather(Double.NaN, Double.NaN, Double.NaN));
        }
        DayCycle days = new DayCycle(day.lowestCelsius(), day.highestCelsius());
        SteppedPlace place = SteppedPlace.of(parameters);
        DryWeather dry = new DryWeather(wet, day, site);
        List<HourState> oracle = dry.next(DryOutlook.HOURS);
        List<DryOutlook.Hour> outlook = DryOutlook.of(state, place, days, next);
        for (int i = 0; i < DryOutlook.HOURS; i++) {
            near(oracle.get(i).fluxes().index(), outlook.get(i).flowMillimetresPerHour(), "" + i);
            near(oracle.get(i).wetness(site.surface()), outlook.get(i).wetness(), "hour " + i);
            near(
                    oracle.get(i).snow().waterEquivalentMillimetres(),
                    outlook.get(i).snowWaterEquivalentMillimetres(),
                    "hour " + i);
        }
        for (double threshold = 0.1; threshold < 1; threshold += 0.1) {
            double wanted = threshold;
            assertEquals(
                    ReadyBy.drierThan(wanted, state, place, days, next)
                            .map(ReadyBy::hours)
                            .orElse(-1),
                    dry.hoursUntil(hour -> hour.wetness(site.surface()) < wanted).orElse(-1),
                    "wetness " + wanted);
        }
    }

    private static void compare(HourState oracle, ModelState job, HourFluxes fluxes, String hour) {
        SnowPack snow = oracle.snow();
        near(snow.waterEquivalentMillimetres(), job.snowWaterEquivalentMillimetres(), hour);
        near(snow.liquid(), job.liquidMillimetres(), hour);
        near(snow.cold(), job.coldMillimetres(), hour);
        near(snow.albedo(), job.albedo(), hour);
        near(snow.depthCentimetres(), job.snowDepthCentimetres(), hour);
        near(oracle.soil().upper(), job.surfaceWaterMillimetres(), hour);
        near(oracle.soil().lower(), job.lowerWaterMillimetres(), hour);
        near(oracle.frostIndex(), job.frostDegreeDays(), hour);
        near(oracle.fluxes().index(), fluxes.flowMillimetresPerHour(), hour);
        near(oracle.fluxes().melt(), fluxes.meltMillimetres(), hour);
        near(oracle.fluxes().water(), fluxes.waterMillimetres(), hour);
        near(oracle.fluxes().drainage(), fluxes.surfaceDrainageMillimetres(), hour);
        near(oracle.fluxes().lost(), fluxes.lostMillimetres(), hour);
        near(oracle.fluxes().rise(), fluxes.capillaryRiseMillimetres(), hour);
    }

    private static void near(double oracle, double job, String hour) {
        assertEquals(oracle, job, 1e-9 * Math.max(1, Math.abs(oracle)), hour);
    }

    private static Site anySite(Random random) {
        return new Site(
                random.nextDouble(-90, 90),
                random.nextDouble(-180, 180),
                random.nextDouble(0, 5000),
                Surface.values()[random.nextInt(Surface.values().length)],
                StreamSize.values()[random.nextInt(StreamSize.values().length)]);
    }

    private static ModelParameters parametersOf(Site site) {
        return ModelParameters.at(
                site.latitude(),
                site.longitude(),
                site.elevationMetres(),
                io.outpost.core.model.Surface.valueOf(site.surface().name()),
                io.outpost.core.model.StreamSize.valueOf(site.stream().name()));
    }

    private static HourInput any(long hourMillis, int hour, double season, Random random) {
        boolean isAway = hour % 500 > 300 || random.nextInt(10) == 0;
        boolean rains = random.nextInt(3) == 0;
        return new HourInput(
                hourMillis,
                isAway ? Double.NaN : season + random.nextDouble(-8, 8),
                random.nextInt(20) == 0
                        ? Double.NaN
                        : rains ? StrictMath.pow(30, random.nextDouble()) - 1 : 0,
                random.nextBoolean() ? random.nextDouble(100) : Double.NaN,
                random.nextBoolean() ? random.nextDouble(30) : Double.NaN,
                random.nextBoolean() ? random.nextDouble(500, 1050) : Double.NaN);
    }
}
