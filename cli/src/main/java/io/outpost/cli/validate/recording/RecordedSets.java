package io.outpost.cli.validate.recording;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of recordings, and which of its files can be scored. */
public final class RecordedSets {
    private static final int DEPTH = 2;

    private final List<Path> snotel;
    private final List<Path> uscrn;
    private final List<Path> kamloops;

    private RecordedSets(List<Path> snotel, List<Path> uscrn, List<Path> kamloops) {
        this.snotel = snotel;
        this.uscrn = uscrn;
        this.kamloops = kamloops;
    }

    /** By the names of the files, in the folder itself and in those within it. */
    public static RecordedSets in(Path folder) {
        return new RecordedSets(
                found(folder, "428_WY[0-9][0-9][0-9][0-9]*.csv{,.gz}"),
                found(folder, "crn_*.csv{,.gz}"),
                found(folder, "kamloops*.csv{,.gz}"));
    }

    /** True when there is nothing to score. */
    public boolean isEmpty() {
        return snotel.isEmpty() && uscrn.isEmpty() && kamloops.isEmpty();
    }

    /** True when there is something to put through the models. */
    public boolean hasHours() {
        return !snotel.isEmpty() || !uscrn.isEmpty();
    }

    /** Water years of SNOTEL 428, in their order. */
    public List<SnotelYear> snotelYears() {
        return snotel.stream().map(SnotelYear::read).toList();
    }

    /** Years of stations of the US Climate Reference Network with enough data. */
    public List<UscrnStation> uscrnStations() {
        return uscrn.stream().flatMap(file -> stations(file).stream()).toList();
    }

    /** Hours of Kamloops. */
    public List<KamloopsHours> kamloopsHours() {
        return kamloops.stream().map(KamloopsHours::read).toList();
    }

    private static List<UscrnStation> stations(Path file) {
        CsvColumns columns =
                CsvColumns.read(
                        file,
                        "wban",
                        "lst_date",
                        "latitude",
                        "t_daily_max",
                        "t_daily_min",
                        "p_daily_calc",
                        "rh_daily_avg",
                        "soil_moisture_5_daily",
                        "soil_temp_5_daily");
        List<UscrnStation> enough = new ArrayList<>();
        for (Map.Entry<String, CsvColumns.Rows> station :
                columns.by("wban", "lst_date").entrySet()) {
            CsvColumns.Rows rows = station.getValue();
            long[] days =
                    rows.texts("lst_date").stream()
                            .mapToLong(text -> epochDay(file, text))
                            .toArray();
            HourGrid grid = new HourGrid(days);
            if (UscrnStation.isEnough(
                    rows.numbers("t_daily_max"),
                    rows.numbers("t_daily_min"),
                    rows.numbers("soil_moisture_5_daily"))) {
                String name = station.getKey() + "-" + LocalDate.ofEpochDay(grid.first()).getYear();
                enough.add(UscrnStation.of(name, rows.numbers("latitude")[0], rows, grid));
            }
        }
        return enough;
    }

    private static long epochDay(Path file, String text) {
        try {
            return LocalDate.parse(text).toEpochDay();
        } catch (DateTimeParseException e) {
            throw new CommandException(
                    "%s, column lst_date: '%s' is no date such as 2020-01-31".formatted(file, text),
                    e);
        }
    }

    private static List<Path> found(Path folder, String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            Map<String, Path> byName = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(file.getFileName()))
                    .forEach(file -> byName.putIfAbsent(file.getFileName().toString(), file));
            return List.copyOf(byName.values());
        } catch (IOException e) {
            throw new CommandException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
