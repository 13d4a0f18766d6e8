package io.outpost.cli.validate.recording;

import io.outpost.cli.console.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Some columns of a CSV file, also a gzipped one. */
final class CsvColumns {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Path file;
    private final List<String> names;
    private final List<String[]> cells = new ArrayList<>();

    private CsvColumns(Path file, List<String> names) {
        this.file = file;
        this.names = names;
    }

    static CsvColumns read(Path file, String... names) {
        CsvColumns columns = new CsvColumns(file, List.of(names));
        try (BufferedReader reader = open(file);
                CSVParser rows = FORMAT.parse(reader)) {
            columns.requireIn(rows.getHeaderNames());
            for (CSVRecord row : rows) {
                columns.cells.add(columns.names.stream().map(row::get).toArray(String[]::new));
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new CommandException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (columns.cells.isEmpty()) {
            throw new CommandException(file + " has no rows");
        }
        return columns;
    }

    List<String> texts(String name) {
        return new Rows(cells).texts(name);
    }

    double[] numbers(String name) {
        return new Rows(cells).numbers(name);
    }

    /** The rows with the same text in one column, each in the order of another. */
    Map<String, Rows> by(String key, String order) {
        Comparator<String[]> inOrder = Comparator.comparing(row -> row[names.indexOf(order)]);
        return cells.stream()
                .sorted(inOrder)
                .collect(
                        Collectors.groupingBy(
                                row -> row[names.indexOf(key)],
                                TreeMap::new,
                                Collectors.collectingAndThen(Collectors.toList(), Rows::new)));
    }

    /** Some rows. */
    final class Rows {
        private final List<String[]> rows;

        private Rows(List<String[]> rows) {
            this.rows = rows;
        }

        List<String> texts(String name) {
            int column = names.indexOf(name);
            return rows.stream().map(row -> row[column]).toList();
        }

        /** NaN where a cell is empty or NA. */
        double[] numbers(String name) {
            return texts(name).stream().mapToDouble(cell -> number(name, cell)).toArray();
        }
    }

    private double number(String name, String cell) {
        if (cell.isEmpty() || cell.equals("NA")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new CommandException(
                    "%s, column %s: '%s' is no number".formatted(file, name, cell), e);
        }
    }

    private void requireIn(List<String> header) {
        for (String name : names) {
            if (!header.contains(name)) {
                throw new CommandException(
                        "%s has no column %s: it is not the recording that its name says"
                                .formatted(file, name));
            }
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return new BufferedReader(
                new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                        StandardCharsets.UTF_8));
    }
}
