package io.outpost.cli.verify.hourly;

import static io.outpost.cli.verify.hourly.Comparisons.isBelow;
import static io.outpost.cli.verify.hourly.Comparisons.isFrom;

import io.outpost.cli.verify.emission.Driver;
import io.outpost.cli.verify.hourly.ModelHour.Step;
import io.outpost.cli.verify.model.SnowPack;
import java.util.List;

/** What the weather does to the snow that lies. */
final class Snowpack implements HourRule {
    private static final int SETTLED = 1;
    private static final int WET = 2;
    private static final int LOADING = 3;
    private static final int WARMING = 4;
    private static final int HEAVY_LOADING = 5;
    private static final double LIES_FROM_MILLIMETRES = 5;
    private static final double HELD_PER_ICE = 0.05;
    private static final double DRIFTS_FROM = 1000;
    private static final double DRIFTING_FROM_CENTIMETRES = 5;

    @Override
    public String condition() {
        return "SNOWPACK";
    }

    @Override
    public List<String> levels() {
        return List.of("SETTLED", "WET", "LOADING", "WARMING", "HEAVY_LOADING");
    }

    @Override
    public int firstOfEpisodes() {
        return LOADING;
    }

    @Override
    public int alertsFrom() {
        return LOADING;
    }

    @Override
    public int level(ModelHour hour, int before) {
        if (isBelow(hour.state().snow().waterEquivalentMillimetres(), LIES_FROM_MILLIMETRES)) {
            return 0;
        }
        double loaded =
                Math.max(
                        hour.step().day().newSnowCentimetres(),
                        hour.carried().snowLoadCentimetres());
        if (isFrom(loaded, before == HEAVY_LOADING ? 25 : 30)) {
            return HEAVY_LOADING;
        }
        if (hour.step().isWarming()) {
            return WARMING;
        }
        boolean wasLoading = before == LOADING || before == HEAVY_LOADING;
        if (isFrom(loaded, wasLoading ? 8 : 10) || isDrifting(hour.step())) {
            return LOADING;
        }
        return isWet(hour.state().snow(), before == WET) ? WET : SETTLED;
    }

    private static boolean isDrifting(Step step) {
        return isFrom(step.day().drift(), DRIFTS_FROM)
                && isFrom(step.threeDays().newSnowCentimetres(), DRIFTING_FROM_CENTIMETRES);
    }

    private static boolean isWet(SnowPack snow, boolean wasWet) {
        return isFrom(snow.liquid(), (wasWet ? 0.1 : 0.5) * (HELD_PER_ICE * snow.ice()));
    }

    @Override
    public boolean isCertain(ModelHour hour) {
        return hour.isSnowpackCertain();
    }

    @Override
    public List<Driver> reasons(ModelHour hour) {
        Step step = hour.step();
        SnowPack snow = hour.state().snow();
        return new Reasons()
                .now("snow_water_equivalent_millimetres", snow.waterEquivalentMillimetres())
                .now("snow_depth_centimetres", snow.depthCentimetres())
                .ofADay("new_snow_centimetres", step.day().newSnowCentimetres())
                .ofThreeDays("new_snow_centimetres", step.threeDays().newSnowCentimetres())
                .now("snow_load_centimetres", hour.carried().snowLoadCentimetres())
                .ofADay("drift", step.day().drift())
                .ofADay("rain_millimetres", step.day().rain())
                .list();
    }
}
