package io.outpost.cli.replay.recording;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.replay.mapping.CsvLayout;
import io.outpost.cli.send.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A file with a recording: CSV, plain, compressed with gzip, or alone in a zip file. */
public record RecordingFile(Path path) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** The file itself, or the CSV files of a folder in the order of their names. */
    public static List<RecordingFile> at(Path path) {
        if (Files.isRegularFile(path)) {
            return List.of(new RecordingFile(path));
        }
        try (var files = Files.list(path)) {
            List<RecordingFile> found =
                    files.filter(f -> f.toString().matches(".*\\.(csv|csv\\.gz|zip)"))
                            .sorted()
                            .map(RecordingFile::new)
                            .toList();
            if (found.isEmpty()) {
                throw new CommandException(path + " holds no .csv, .csv.gz or .zip file");
            }
            return found;
        } catch (IOException e) {
            throw new CommandException("There is no recording at " + path.toAbsolutePath(), e);
        }
    }

    public String name() {
        return path.getFileName().toString();
    }

    /** The names of its columns, after the layout's renaming. */
    public Set<String> columns(CsvLayout layout) {
        try (OpenRecording recording = open(layout)) {
            return new TreeSet<>(recording.header().names());
        } catch (IOException | UncheckedIOException e) {
            throw new CommandException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** SHA-256 of the file as it lies there, in hexadecimal. */
    public String sha256() throws IOException {
        var digest = Sha256.newDigest();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Opens it for reading, the header first. Blank lines are no rows. */
    OpenRecording open(CsvLayout layout) throws IOException {
        BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(bytes(), StandardCharsets.UTF_8), BUFFER_BYTES);
        long skipped = new Preamble(layout).skip(reader);
        CSVParser parser =
                CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(layout.delimiter())
                        .setIgnoreEmptyLines(true)
                        .get()
                        .parse(reader);
        Iterator<CSVRecord> rows = parser.iterator();
        List<String> names = layout.header();
        if (names.isEmpty()) {
            names = rows.hasNext() ? rows.next().toList() : List.of();
        }
        return new OpenRecording(parser, rows, new Header(names, layout.rename()), skipped);
    }

    private InputStream bytes() throws IOException {
        String name = name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".zip")) {
            return ZippedRecording.open(path);
        }
        InputStream in = Files.newInputStream(path);
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(in, BUFFER_BYTES);
        }
        return in;
    }
}
