package io.outpost.cli.validate.recording;

import io.outpost.core.model.ModelParameters;

/**
 * A station of the US Climate Reference Network, daily. Arrays by day, NaN where nothing was
 * measured, but for the extremes, which are interpolated; its hours are made of them ({@link
 * MadeHours}).
 *
 * @param name its WBAN number and the year, such as 23583-2020
 * @param measuredLowestCelsius not interpolated
 * @param soilMoisture 5 cm deep, per volume
 * @param soilCelsius 5 cm deep
 */
public record UscrnStation(
        String name,
        WeatherHours hours,
        ModelParameters place,
        double[] highestCelsius,
        double[] lowestCelsius,
        double[] measuredLowestCelsius,
        double[] precipitationMillimetres,
        double[] soilMoisture,
        double[] soilCelsius) {
    private static final int LEAST_TEMPERATURES = 300;
    private static final int LEAST_SOIL_MOISTURES = 120;

    /** How many days. */
    public int days() {
        return soilMoisture.length;
    }

    /** True of those with 300 days of temperature and 120 of soil moisture. */
    static boolean isEnough(double[] highest, double[] lowest, double[] soilMoisture) {
        int temperatures = 0;
        int moistures = 0;
        for (int day = 0; day < highest.length; day++) {
            temperatures += Double.isNaN(highest[day] + lowest[day]) ? 0 : 1;
            moistures += Double.isNaN(soilMoisture[day]) ? 0 : 1;
        }
        return temperatures >= LEAST_TEMPERATURES && moistures >= LEAST_SOIL_MOISTURES;
    }

    static UscrnStation of(
            String name, double latitudeDegrees, CsvColumns.Rows rows, HourGrid grid) {
        double[] highest = grid.place(rows.numbers("t_daily_max"));
        double[] lowest = grid.place(rows.numbers("t_daily_min"));
        double[] rain = grid.place(rows.numbers("p_daily_calc"));
        double[] measuredLowest = lowest.clone();
        MadeHours.interpolate(highest, lowest);
        double[] humidity = grid.place(rows.numbers("rh_daily_avg"));
        return new UscrnStation(
                name,
                new WeatherHours(
                        grid.first() * MadeHours.PER_DAY,
                        MadeHours.temperatures(highest, lowest),
                        MadeHours.spread(rain, 1.0 / MadeHours.PER_DAY),
                        MadeHours.spread(humidity, 1)),
                ModelParameters.at(latitudeDegrees, 0),
                highest,
                lowest,
                measuredLowest,
                rain,
                grid.place(rows.numbers("soil_moisture_5_daily")),
                grid.place(rows.numbers("soil_temp_5_daily")));
    }
}
