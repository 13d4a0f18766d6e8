package io.outpost.e2e.counts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values are not to be believed: ranges and rules of docs/science.md, written down again. */
final class Quality {
    private static final Set<Double> SENTINELS =
            Set.of(-9999.9, -9999.0, -999.9, -999.0, -99.9, 999.9, 9999.0, 9999.9, 99999.0);

    private record Kind(String name, double lowest, double highest) {}

    private static final Map<String, Kind> KINDS =
            Map.of(
                    "T", new Kind("AIR_TEMPERATURE_CELSIUS", -90, 60),
                    "Td", new Kind("DEW_POINT_CELSIUS", -100, 40),
                    "RH", new Kind("RELATIVE_HUMIDITY_PERCENT", 0, 100),
                    "wind", new Kind("WIND_SPEED_METRES_PER_SECOND", 0, 113),
                    "dir", new Kind("WIND_DIRECTION_DEGREES", 0, 360),
                    "gust", new Kind("WIND_GUST_METRES_PER_SECOND", 0, 150),
                    "p", new Kind("PRESSURE_HECTOPASCALS", 300, 1100),
                    "rain", new Kind("PRECIPITATION_MILLIMETRES", 0, 500),
                    "counter", new Kind("PRECIPITATION_COUNTER_MILLIMETRES", 0, 100_000),
                    "soil", new Kind("SOIL_MOISTURE_PERCENT", 0, 100));
    private static final Map<String, Kind> SNOW =
            Map.of(
                    "depth", new Kind("SNOW_DEPTH_CENTIMETRES", 0, 1200),
                    "swe", new Kind("SNOW_WATER_EQUIVALENT_MILLIMETRES", 0, 5000));

    private final List<String> quantities;

    Quality(List<String> quantities) {
        this.quantities = quantities;
    }

    /** Quantity and reason of each bad value, such as DEW_POINT_CELSIUS.SENTINEL. */
    Map<Integer, String> bad(double[] values) {
        Map<Integer, String> bad = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            Kind kind = kind(i);
            if (values[i] < kind.lowest() || values[i] > kind.highest()) {
                boolean sentinel = SENTINELS.contains(values[i]);
                bad.put(i, kind.name() + (sentinel ? ".SENTINEL" : ".OUT_OF_RANGE"));
            }
        }
        double dewAbove = good(values, bad, "Td") - good(values, bad, "T");
        if (dewAbove > 0.6) {
            bad.put(quantities.indexOf("Td"), "DEW_POINT_CELSIUS.INCONSISTENT");
        }
        if (dewPoint(good(values, bad, "T"), good(values, bad, "RH")) > 36) {
            bad.put(quantities.indexOf("RH"), "RELATIVE_HUMIDITY_PERCENT.INCONSISTENT");
        }
        double gustAbove = good(values, bad, "gust") - good(values, bad, "wind");
        if (gustAbove < -0.5) {
            bad.put(quantities.indexOf("gust"), "WIND_GUST_METRES_PER_SECOND.INCONSISTENT");
        }
        return bad;
    }

    /** Alduchov and Eskridge 1996, degC; NaN without one of them. */
    private static double dewPoint(double celsius, double percent) {
        double g = Math.log(percent / 100) + 17.625 * celsius / (243.04 + celsius);
        return 243.04 * g / (17.625 - g);
    }

    private double good(double[] values, Map<Integer, String> bad, String quantity) {
        int i = quantities.indexOf(quantity);
        return i < 0 || bad.containsKey(i) ? Double.NaN : values[i];
    }

    private Kind kind(int i) {
        Kind kind = KINDS.get(quantities.get(i));
        return kind == null ? SNOW.get(quantities.get(i)) : kind;
    }
}
