package io.outpost.e2e.stack;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The recording that a test replays: the real one where it is at hand, else one simulated in its
 * shape.
 */
record Recordings(String name, List<Path> files) {
    private static final Path FOLDER = Path.of(System.getProperty("outpost.recordings"));

    /** A year of three airports: nycflights13. */
    static Recordings year(Path scratch) throws IOException {
        Path real = FOLDER.resolve("nycflights13/weather.csv.gz");
        Recordings recordings =
                Files.exists(real)
                        ? new Recordings("replayed nycflights13", List.of(real))
                        : new Recordings(
                                "simulated in the shape of nycflights13; the recording is not at hand",
                                List.of(simulatedYear(scratch.resolve("weather.csv"))));
        System.out.println("NOTICE: " + recordings.name());
        return recordings;
    }

    /** Stations in Beijing: three of the twelve of the set, so that the suite stays quick. */
    static Recordings stations(Path scratch) throws IOException {
        String[] names = {"Dongsi", "Huairou", "Wanliu"};
        List<Path> real =
                java.util.Arrays.stream(names)
                        .map(name -> "beijing/PRSA_Data_" + name + "_20130301-20170228.csv.gz")
                        .map(FOLDER::resolve)
                        .toList();
        if (real.stream().allMatch(Files::exists)) {
            System.out.println("NOTICE: replayed beijing, 3 stations");
            return new Recordings("replayed beijing, 3 stations", real);
        }
        List<Path> simulated = new java.util.ArrayList<>();
        for (String name : names) {
            simulated.add(
                    simulatedStation(
                            name, scratch.resolve("PRSA_Data_" + name + "_20130301-20170228.csv")));
        }
        System.out.println(
                "NOTICE: simulated in the shape of beijing; the recording is not at hand");
        return new Recordings("simulated in the shape of beijing", simulated);
    }

    private static Path simulatedYear(Path file) throws IOException {
        Random random = new Random(13);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "origin,year,month,day,hour,temp,dewp,humid,wind_dir,wind_speed,wind_gust,precip,pressure,visib,time_hour\n");
            for (String origin : List.of("EWR", "JFK", "LGA")) {
                LocalDateTime at = LocalDateTime.of(2013, 1, 1, 6, 0);
                while (at.getYear() == 2013) {
                    out.write(yearRow(origin, at, random));
                    at = at.plusHours(random.nextInt(300) == 0 ? 5 : 1);
                }
            }
        }
        return file;
    }

    private static String yearRow(String origin, LocalDateTime at, Random random) {
        boolean garbage = origin.equals("EWR") && at.equals(LocalDateTime.of(2013, 2, 12, 8, 0));
        double fahrenheit = fahrenheit(at, random);
        double wind = garbage ? 1048.36058 : Math.abs(random.nextGaussian() * 6 + 9);
        LocalDateTime local = at.minusHours(5);
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%d,%d,%.2f,%.2f,%.2f,270,%.5f,NA,%.2f,%s,10,%s:00Z%n",
                origin,
                local.getYear(),
                local.getMonthValue(),
                local.getDayOfMonth(),
                local.getHour(),
                fahrenheit,
                fahrenheit - 5 - random.nextDouble() * 20,
                20 + random.nextDouble() * 80,
                wind,
                random.nextInt(12) == 0 ? random.nextDouble() * 0.3 : 0,
                random.nextInt(10) == 0
                        ? "NA"
                        : String.format(Locale.ROOT, "%.1f", 1010 + random.nextGaussian() * 8),
                at);
    }

    private static Path simulatedStation(String name, Path file) throws IOException {
        Random random = new Random(name.hashCode());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "\"No\",\"year\",\"month\",\"day\",\"hour\",\"PM2.5\",\"PM10\",\"SO2\",\"NO2\",\"CO\",\"O3\",\"TEMP\",\"PRES\",\"DEWP\",\"RAIN\",\"wd\",\"WSPM\",\"station\"\n");
            LocalDateTime at = LocalDateTime.of(2013, 3, 1, 0, 0);
            for (int i = 1; i <= 20_000; i++) {
                double celsius = (fahrenheit(at, random) - 32) / 1.8;
                out.write(
                        String.format(
                                Locale.ROOT,
                                "%d,%d,%d,%d,%d,4,4,4,7,300,77,%.1f,%.1f,%.1f,%.1f,\"N\",%.1f,\"%s\"%n",
                                i,
                                at.getYear(),
                                at.getMonthValue(),
                                at.getDayOfMonth(),
                                at.getHour(),
                                celsius,
                                1010 + random.nextGaussian() * 8,
                                celsius - 3 - random.nextDouble() * 10,
                                random.nextInt(20) == 0 ? random.nextDouble() * 4 : 0,
                                Math.abs(random.nextGaussian() * 2),
                                name));
                at = at.plusHours(1);
            }
        }
        return file;
    }

    private static double fahrenheit(LocalDateTime at, Random random) {
        double season = -28 * Math.cos((at.getDayOfYear() - 20) / 365.0 * 2 * Math.PI);
        double hour = -9 * Math.cos((at.getHour() - 9) / 24.0 * 2 * Math.PI);
        return 57 + season + hour + random.nextGaussian() * 2;
    }
}
