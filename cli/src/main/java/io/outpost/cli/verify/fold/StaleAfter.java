package io.outpost.cli.verify.fold;

import java.util.ArrayList;
import java.util.List;

/** The silence that a place allows, by the versions of its parameters. */
public final class StaleAfter {
    private final long defaultMillis;
    private final List<Version> versions = new ArrayList<>();

    /**
     * A version of the parameters.
     *
     * @param fromMillis first pane that it applies to; Long.MIN_VALUE: to all
     * @param seconds 0: the default
     */
    public record Version(long fromMillis, int seconds) {}

    public StaleAfter(long defaultMillis) {
        this.defaultMillis = defaultMillis;
    }

    /**
     * Adds a version that is newer than all before; one that applies from the same pane replaces
     * the one before.
     */
    public void add(Version version) {
        versions.add(version);
    }

    /** At a pane, ms. */
    long millisAt(long paneStartMillis) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (versions.get(i).fromMillis() <= paneStartMillis) {
                return millis(versions.get(i));
            }
        }
        return defaultMillis;
    }

    /** By the newest version, whatever it applies to, ms. */
    long newestMillis() {
        return versions.isEmpty() ? defaultMillis : millis(versions.get(versions.size() - 1));
    }

    private long millis(Version version) {
        int seconds = version.seconds();
        return seconds == 0 ? defaultMillis : seconds * 1000L;
    }
}
