package io.outpost.cli.replay.recording;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.replay.mapping.CsvLayout;
import io.outpost.cli.send.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * A file with a recording: CSV or JSON lines, plain, compressed with gzip, or in a zip file.
 *
 * @param entry of the zip file; null: the file is none
 * @param name of the file; of one that is not alone in a zip file, that of its entry
 */
public record RecordingFile(Path path, String entry, String name) {
    private static final int BUFFER_BYTES = 1 << 16;

    private static final String RECORDING = "(?i).*\\.(csv|jsonl|ndjson)(\\.gz)?";

    /** The file itself, or the recordings of a zip file or a folder in the order of their names. */
    public static List<RecordingFile> at(Path path) {
        if (Files.isRegularFile(path)) {
            return inFile(path);
        }
        try (var files = Files.list(path)) {
            List<RecordingFile> found =
                    files.filter(f -> f.toString().matches(RECORDING + "|(?i).*\\.zip"))
                            .sorted()
                            .flatMap(f -> inFile(f).stream())
                            .toList();
            if (found.isEmpty()) {
                throw new CommandException(path + " holds no .csv, .jsonl, .ndjson or .zip file");
            }
            return found;
        } catch (IOException e) {
            throw new CommandException("There is no recording at " + path.toAbsolutePath(), e);
        }
    }

    /** Where it stands, as a person would look for it. */
    public String label() {
        return name.equals(fileName(path)) ? path.toString() : path + "!" + entry;
    }

    /** The names of its columns, after the layout's renaming; of JSON those of all lines. */
    public Set<String> columns(CsvLayout layout) {
        try (Rows rows = rows(layout, CodingErrorAction.REPLACE)) {
            return new TreeSet<>(rows.header().names());
        } catch (IOException e) {
            throw notReadable(e, layout);
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

    /** Opens it for reading, the header first. */
    Rows open(CsvLayout layout) throws IOException {
        return PivotedRows.of(rows(layout, CodingErrorAction.REPORT), layout);
    }

    /** Says where bytes are that do not fit the encoding, or what else is wrong. */
    CommandException notReadable(IOException e, CsvLayout layout) {
        if (!(e instanceof CharacterCodingException)) {
            return new CommandException(label() + " cannot be read: " + e.getMessage(), e);
        }
        return new CommandException(
                "%s line %d: there are bytes that are no %s. Name the file's encoding in the mapping, such as csv: {encoding: windows-1252}"
                        .formatted(label(), text(layout).lineOfUnfitBytes(), layout.encoding()),
                e);
    }

    private Rows rows(CsvLayout layout, CodingErrorAction onUnfitBytes) throws IOException {
        Lines lines = text(layout).lines(onUnfitBytes);
        boolean json = format().matches("(?i).*\\.(jsonl|ndjson)(\\.gz)?");
        return json ? new JsonRows(lines, layout, name) : new CsvRows(lines, layout, name);
    }

    private EncodedText text(CsvLayout layout) {
        return new EncodedText(this::bytes, layout.encoding());
    }

    private InputStream bytes() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
        if (entry != null) {
            ZipInputStream zip = new ZipInputStream(in);
            while (!zip.getNextEntry().getName().equals(entry)) {
                // The one wanted comes later.
            }
            in = zip;
        }
        return format().toLowerCase(Locale.ROOT).endsWith(".gz")
                ? new GZIPInputStream(in, BUFFER_BYTES)
                : in;
    }

    /** The name that says by its end how it is written. */
    private String format() {
        return entry == null ? name : entry;
    }

    private static List<RecordingFile> inFile(Path path) {
        if (!fileName(path).toLowerCase(Locale.ROOT).endsWith(".zip")) {
            return List.of(new RecordingFile(path, null, fileName(path)));
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            List<String> entries =
                    zip.stream()
                            .map(ZipEntry::getName)
                            .filter(n -> n.matches(RECORDING) && !n.startsWith("__MACOSX/"))
                            .sorted()
                            .toList();
            if (entries.isEmpty()) {
                throw new CommandException(path + " holds no .csv, .jsonl or .ndjson file");
            }
            return entries.stream()
                    .map(
                            one ->
                                    new RecordingFile(
                                            path,
                                            one,
                                            fileName(entries.size() == 1 ? path : Path.of(one))))
                    .toList();
        } catch (IOException e) {
            throw new CommandException(path + " is no zip file: " + e.getMessage(), e);
        }
    }

    private static String fileName(Path path) {
        return path.getFileName().toString();
    }
}
