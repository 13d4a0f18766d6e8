package io.outpost.cli.simulate.town;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The largest towns of the world, the largest first; see simulate/NOTICE for where from. */
public final class TownCatalogue {
    private static final String RESOURCE = "/simulate/towns.tsv.gz";

    private TownCatalogue() {}

    public static List<Town> load() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        TownCatalogue.class.getResourceAsStream(RESOURCE)),
                                StandardCharsets.UTF_8))) {
            return lines.lines().map(TownCatalogue::town).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Town town(String line) {
        String[] cells = line.split("\t", -1);
        return new Town(
                cells[0],
                cells[1],
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                Integer.parseInt(cells[4]));
    }
}
