package io.outpost.cli.replay.recording;

import io.outpost.cli.console.CommandException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The CSV file in a zip file. */
final class ZippedRecording {
    private ZippedRecording() {}

    /**
     * Opens it.
     *
     * @throws CommandException when there is none, or more than one
     */
    static InputStream open(Path zip) throws IOException {
        String wanted = onlyCsv(zip);
        ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip)));
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            if (entry.getName().equals(wanted)) {
                return in;
            }
        }
        in.close();
        throw new IOException("no entry " + wanted);
    }

    private static String onlyCsv(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<String> csv =
                    file.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".csv"))
                            .toList();
            if (csv.size() != 1) {
                throw new CommandException(
                        zip + " must hold one .csv file, it holds " + csv + ". Unpack it first.");
            }
            return csv.get(0);
        }
    }
}
