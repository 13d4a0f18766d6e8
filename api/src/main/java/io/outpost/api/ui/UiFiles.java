package io.outpost.api.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
                    "charts.js",
                    "colours.js",
                    "countries-110m.json",
                    "dialogs.js",
                    "dom.js",
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
                    "places.js",
                    "search.js",
                    "settings.js",
                    "slider.js",
                    "style.css",
                    "texts.js",
                    "theme.js",
                    "time.js",
                    "topojson-client.min.js",
                    "view.js");

    /** Those of libraries, by the names under which they are served. */
    private static final Map<String, String> OF_LIBRARIES =
            Map.of(
                    "leaflet.js", "leaflet/1.9.4/dist/leaflet.js",
                    "leaflet.css", "leaflet/1.9.4/dist/leaflet.css",
                    "uplot.js", "uplot/1.6.30/dist/uPlot.iife.min.js",
                    "uplot.css", "uplot/1.6.30/dist/uPlot.min.css");

    private static final Map<String, String> MEDIA_TYPES =
            Map.of(
                    "js", "text/javascript",
                    "css", "text/css",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "txt", "text/plain");

    private final Map<String, UiFile> files;
    private final String edition;
    private final String page;

    /** A file as it is served. */
    record UiFile(String mediaType, String text) {}

    private UiFiles(Map<String, UiFile> files, String edition, String page) {
        this.files = files;
        this.edition = edition;
        this.page = page;
    }

    /** Reads all of them. */
    public static UiFiles load() {
        Map<String, UiFile> files = new TreeMap<>();
        OWN.forEach(name -> files.put(name, file(name, FOLDER + name)));
        OF_LIBRARIES.forEach((name, path) -> files.put(name, file(name, LIBRARIES + path)));
        String edition = edition(files);
        String page = text(FOLDER + "index.html").replace("{files}", PATH + edition);
        return new UiFiles(files, edition, page);
    }

    /** The page, in HTML. */
    public String page() {
        return page;
    }

    /** Names the content of all files. */
    String edition() {
        return edition;
    }

    Optional<UiFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private static UiFile file(String name, String resource) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return new UiFile(MEDIA_TYPES.get(ending), text(resource));
    }

    private static String edition(Map<String, UiFile> files) {
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

    private static String text(String resource) {
        try (InputStream in = UiFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
