package io.outpost.e2e.counts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the rows of a set's files, whatever they are packed in. */
final class SetReader {
    private SetReader() {}

    /** Reads one file, or all of a folder. */
    static void read(Path recording, Consumer<Row> rows) throws IOException {
        if (!Files.isDirectory(recording)) {
            readFile(recording, rows);
            return;
        }
        try (Stream<Path> files = Files.list(recording)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".csv.gz")).sorted().toList()) {
                readFile(file, rows);
            }
        }
    }

    private static void readFile(Path file, Consumer<Row> rows) throws IOException {
        try (CSVParser parser = CSVFormat.DEFAULT.parse(new StringReader(text(file)))) {
            Iterator<CSVRecord> lines = parser.iterator();
            Map<String, Integer> columns = columns(lines.next().toList());
            while (lines.hasNext()) {
                rows.accept(new Row(lines.next(), columns, file.getFileName().toString()));
            }
        }
    }

    private static Map<String, Integer> columns(List<String> header) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(header.get(i).strip(), i);
        }
        return columns;
    }

    /** The file's text from its header on: the first line with more than one comma. */
    private static String text(Path file) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(unpacked(file), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .dropWhile(line -> line.chars().filter(c -> c == ',').count() < 2)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static InputStream unpacked(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (file.toString().endsWith(".zip")) {
            ZipInputStream zip = new ZipInputStream(in);
            zip.getNextEntry();
            return zip;
        }
        return new GZIPInputStream(in);
    }
}
