package io.outpost.api.ui;

import io.outpost.api.file.StaticFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The page and its files, read from the class path once. All files have one edition, which changes
 * with any of them: what is named by its edition never changes.
 */
public final class UiFiles {

    /** Where files are served, before edition and name. */
    static final String PATH = "/ui/";

    private static final String FOLDER = "/ui/";
    private static final String LIBRARIES = "/META-INF/resources/webjars/";
    private static final int EDITION_BYTES = 8;

    /** Those that are part of the API; a file that is not named is not served. */
    private static final List<String> OWN =
            List.of(
                    "alerts.js",
                    "api.js",
                    "boxes.js",
                    "calendar.js",
                    "charts.js",
                    "colours.js",
                    "countries-110m.json",
                    "dialogs.js",
                    "dom.js",
                    "editor.js",
                    "faults.js",
                    "fields.js",
                    "format.js",
                    "frames.js",
                    "icon.svg",
                    "layer.js",
                    "legend.js",
                    "licences.txt",
                    "main.js",
                    "map.js",
                    "measures.js",
                    "panel.js",
                    "past.js",
                    "places.js",
                    "search.js",
                    "settings.js",
                    "slider.js",
                    "style.css",
                    "texts.js",
                    "theme.js",
                    "time.js",
                    "timing.js",
                    "topojson-client.min.js",
                    "tree.js",
                    "view.js",
                    "watch.js",
                    "watches.js",
                    "where.js",
                    "wording.js");

    /** Those of libraries, by the names under which they are served. */
    private static final Map<String, String> OF_LIBRARIES =
            Map.of(
                    "leaflet.js", "leaflet/1.9.4/dist/leaflet.js",
                    "leaflet.css", "leaflet/1.9.4/dist/leaflet.css",
                    "uplot.js", "uplot/1.6.30/dist/uPlot.iife.min.js",
                    "uplot.css", "uplot/1.6.30/dist/uPlot.min.css");

    private final Map<String, StaticFile> files;
    private final String edition;
    private final StaticFile page;

    private UiFiles(Map<String, StaticFile> files, String edition, StaticFile page) {
        this.files = files;
        this.edition = edition;
        this.page = page;
    }

    /** Reads all of them. */
    public static UiFiles load() {
        Map<String, StaticFile> files = new TreeMap<>();
        OWN.forEach(name -> files.put(name, StaticFile.read(FOLDER + name)));
        OF_LIBRARIES.forEach((name, path) -> files.put(name, StaticFile.read(LIBRARIES + path)));
        String edition = edition(files);
        StaticFile page = StaticFile.read(FOLDER + "index.html");
        return new UiFiles(
                files, edition, page.with(page.text().replace("{files}", PATH + edition)));
    }

    /** The page, in HTML. */
    public StaticFile page() {
        return page;
    }

    /** Names the content of all files. */
    String edition() {
        return edition;
    }

    Optional<StaticFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private static String edition(Map<String, StaticFile> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach(
                    (name, file) ->
                            digest.update(
                                    (name + '\0' + file.text() + '\0')
                                            .getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, EDITION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
