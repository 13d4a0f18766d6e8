package io.outpost.e2e.counts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The recordings once more, each read by a few separate lines: nothing of the product and of its
 * mappings is used. Humidity that is derived from the dew point is left out: it is there only where
 * both are, so that it changes no count.
 */
enum CountedSet {
    NYCFLIGHTS13("T Td RH wind gust rain p dir") {
        @Override
        void read(Row row, Consumer<Counted> counted) {
            counted.accept(
                    new Counted(
                            row.text("origin"),
                            row.text("origin"),
                            Instant.parse(row.text("time_hour")).getEpochSecond(),
                            new double[] {
                                celsius(row.number("temp")),
                                celsius(row.number("dewp")),
                                row.number("humid"),
                                row.number("wind_speed", METRES_PER_SECOND_PER_MPH),
                                row.number("wind_gust", METRES_PER_SECOND_PER_MPH),
                                row.number("precip", 25.4),
                                row.number("pressure"),
                                direction(row.number("wind_dir"))
                            },
                            row.text("visib")));
        }
    },
    BEIJING("T Td p rain wind dir") {
        @Override
        void read(Row row, Consumer<Counted> counted) {
            LocalDateTime at =
                    LocalDateTime.of(
                            (int) row.number("year"),
                            (int) row.number("month"),
                            (int) row.number("day"),
                            (int) row.number("hour"),
                            0);
            counted.accept(
                    new Counted(
                            row.text("station"),
                            row.text("station"),
                            at.toEpochSecond(ZoneOffset.ofHours(8)),
                            new double[] {
                                row.number("TEMP"),
                                row.number("DEWP"),
                                row.number("PRES"),
                                row.number("RAIN"),
                                row.number("WSPM"),
                                point(row.text("wd"))
                            },
                            row.text("PM2.5")));
        }
    },
    METAR("T Td wind gust p dir") {
        @Override
        void read(Row row, Consumer<Counted> counted) {
            counted.accept(
                    new Counted(
                            row.text("station_id"),
                            row.text("station_id"),
                            Instant.parse(row.text("observation_time")).getEpochSecond(),
                            new double[] {
                                row.number("temp_c"),
                                row.number("dewpoint_c"),
                                row.number("wind_speed_kt", METRES_PER_SECOND_PER_KNOT),
                                row.number("wind_gust_kt", METRES_PER_SECOND_PER_KNOT),
                                row.number("altim_in_hg", 33.86389),
                                direction(row.number("wind_dir_degrees"))
                            },
                            row.text("metar_type")
                                    + row.text("wx_string")
                                    + row.text("precip_in")));
        }
    },
    BDG1("T Td RH wind gust p dir") {
        @Override
        void read(Row row, Consumer<Counted> counted) {
            counted.accept(
                    new Counted(
                            row.file(),
                            row.file(),
                            row.localSecond("DateUTC<br />", 0),
                            new double[] {
                                row.number("TemperatureC"),
                                row.number("Dew PointC"),
                                row.number("Humidity"),
                                row.number("Wind SpeedKm/h", METRES_PER_SECOND_PER_KMH),
                                row.number("Gust SpeedKm/h", METRES_PER_SECOND_PER_KMH),
                                row.number("Sea Level PressurehPa"),
                                direction(row.number("WindDirDegrees"))
                            },
                            row.text("Conditions")
                                    + row.text("Events")
                                    + row.text("Precipitationmm")));
        }
    },
    LCD("T Td RH") {
        @Override
        void read(Row row, Consumer<Counted> counted) {
            String station = row.file().substring(0, 6);
            counted.accept(
                    new Counted(
                            station,
                            station,
                            row.localSecond("DATE", EASTERN.contains(station) ? -5 : -6),
                            new double[] {
                                celsius(row.number("HourlyDryBulbTemperature")),
                                celsius(row.number("HourlyDewPointTemperature")),
                                row.number("HourlyRelativeHumidity")
                            },
                            ""));
        }
    },
    APPLIANCES("T RH Td wind p") {
        @Override
        void read(Row row, Consumer<Counted> counted) {
            long at = row.localSecond("date", 1);
            for (int room = 1; room <= 9; room++) {
                double[] values = {
                    row.number("T" + room),
                    row.number("RH_" + room),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN
                };
                counted.accept(new Counted("room " + room, "node", at, values, ""));
            }
            double[] outside =
                    numbers(row, "T_out", "RH_out", "Tdewpoint", "Windspeed", "Press_mm_hg");
            outside[4] *= 1.333224;
            counted.accept(new Counted("airport", "airport", at, outside, ""));
        }
    },
    SNOTEL_428("T counter depth swe soil") {
        @Override
        void read(Row row, Consumer<Counted> counted) {
            counted.accept(
                    new Counted(
                            "428",
                            "428",
                            row.localSecond("date", -8),
                            numbers(
                                    row,
                                    "sh_temp_C",
                                    "sh_precip_mm",
                                    "sh_snowdepth_cm",
                                    "sh_SWE_mm",
                                    "sh_sm2_pct"),
                            row.text("sh_sm8_pct") + row.text("sh_sm20_pct")));
        }
    },
    ROFENTAL("T RH wind rain") {
        @Override
        void read(Row row, Consumer<Counted> counted) {
            double[] values = numbers(row, "temp", "rel_hum", "wind_speed", "precip");
            values[0] -= 273.15;
            counted.accept(
                    new Counted(
                            "proviantdepot",
                            "proviantdepot",
                            row.localSecond("Date and time", 1),
                            values,
                            row.text("sw_in")));
        }
    },
    KAMLOOPS("T Td RH wind p dir") {
        @Override
        void read(Row row, Consumer<Counted> counted) {
            double[] values =
                    numbers(row, "temp", "temp_dew", "rel_hum", "wind_spd", "pressure", "wind_dir");
            values[3] *= METRES_PER_SECOND_PER_KMH;
            values[4] *= 10;
            values[5] *= 10;
            counted.accept(
                    new Counted(
                            "YKA",
                            "YKA",
                            row.localSecond("time", -8),
                            values,
                            row.text("hmdx") + row.text("wind_chill") + row.text("weather")));
        }
    },
    USCRN_2020("T RH rain soil") {
        @Override
        void read(Row row, Consumer<Counted> counted) {
            double[] values =
                    numbers(
                            row,
                            "t_daily_avg",
                            "rh_daily_avg",
                            "p_daily_calc",
                            "soil_moisture_5_daily");
            values[3] *= 100;
            counted.accept(
                    new Counted(
                            row.text("wban"),
                            row.text("wban"),
                            LocalDate.parse(row.text("lst_date")).toEpochDay() * 86_400,
                            values,
                            row.text("t_daily_max") + row.text("t_daily_min")));
        }
    };

    private static final String POINTS = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW";
    private static final double METRES_PER_SECOND_PER_MPH = 0.44704;
    private static final double METRES_PER_SECOND_PER_KMH = 1 / 3.6;
    private static final double METRES_PER_SECOND_PER_KNOT = 1852.0 / 3600;

    /** Stations that keep Eastern standard time; the others keep Central. */
    private static final Set<String> EASTERN =
            Set.of("723120", "725250", "725330", "725375", "725390", "726375");

    private final String quantities;

    CountedSet(String quantities) {
        this.quantities = quantities;
    }

    /** Short names; {@link Count} has the long ones. */
    List<String> quantities() {
        return List.of(quantities.split(" "));
    }

    /** The name of its mapping and of its file with expected counts. */
    String setName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Reads the observations that a row holds. */
    abstract void read(Row row, Consumer<Counted> counted);

    private static double[] numbers(Row row, String... columns) {
        return java.util.Arrays.stream(columns).mapToDouble(row::number).toArray();
    }

    /** In these sets 0 is calm, and north is 360. */
    private static double direction(double degrees) {
        return degrees == 0 ? Double.NaN : degrees;
    }

    /** Of a compass point; NaN of anything else. */
    private static double point(String name) {
        int at = List.of(POINTS.split(" ")).indexOf(name);
        return at < 0 ? Double.NaN : at * 22.5;
    }

    private static double celsius(double fahrenheit) {
        return (fahrenheit - 32) * 5 / 9;
    }
}
