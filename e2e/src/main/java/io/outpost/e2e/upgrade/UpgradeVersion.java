package io.outpost.e2e.upgrade;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.e2e.rig.Edit;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Another version of the conditions job, and what must become of upgrades to it.
 *
 * @param what it does otherwise
 * @param ways in which it is tried
 */
record UpgradeVersion(String name, String what, List<Edit> edits, List<Way> ways) {
    static final String GOOD = "good";

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final List<String> NAMES =
            List.of(
                    GOOD,
                    "crashes",
                    "off-by-one-window",
                    "slow",
                    "removed-uid",
                    "other-uid",
                    "unreadable-state",
                    "leaks",
                    "wrong-then-crashes");

    /**
     * One upgrade to it.
     *
     * @param shadow false: it is switched to at once
     * @param why what the driver must say of it; null: it has nothing to say
     */
    record Way(boolean shadow, End end, String why) {}

    /** How an upgrade can end; the words are the driver's. */
    enum End {
        DONE,
        REFUSED,
        WITHDRAWN
    }

    /** What a resource says. */
    private record Text(String what, List<Edit> edits, List<Way> ways) {}

    static List<UpgradeVersion> all() {
        return NAMES.stream().map(UpgradeVersion::read).toList();
    }

    private static UpgradeVersion read(String name) {
        String resource = "/versions/" + name + ".yaml";
        try (InputStream in = UpgradeVersion.class.getResourceAsStream(resource)) {
            Text text = YAML.readValue(in, Text.class);
            return new UpgradeVersion(name, text.what(), text.edits(), text.ways());
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(resource + " is not readable: " + e.getMessage(), e);
        }
    }
}
