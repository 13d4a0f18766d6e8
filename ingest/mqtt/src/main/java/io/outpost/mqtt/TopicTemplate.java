package io.outpost.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which topics are subscribed to, and what their levels mean: such as {@code
 * outpost/{place}/{sensor}}. A level may also be {@code +}, any.
 */
public final class TopicTemplate {
    private static final String PLACE = "{place}";
    private static final String SENSOR = "{sensor}";
    private static final String ANY = "+";

    private final List<String> levels;

    private TopicTemplate(List<String> levels) {
        this.levels = levels;
    }

    /** Whose report a topic has. */
    public record Source(String placeId, String sensorId) {}

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    public static TopicTemplate of(String text) {
        List<String> levels = new ArrayList<>(List.of(text.split("/", -1)));
        for (String name : List.of(PLACE, SENSOR)) {
            if (levels.stream().filter(name::equals).count() != 1) {
                throw new IllegalArgumentException(
                        "needs one level " + name + ", such as outpost/{place}/{sensor}: " + text);
            }
        }
        for (String level : levels) {
            boolean known = level.equals(PLACE) || level.equals(SENSOR) || level.equals(ANY);
            if (!known && level.matches(".*[{}+#\\x00].*")) {
                throw new IllegalArgumentException(
                        "has the level '"
                                + level
                                + "'; a level is a name, {place}, {sensor} or +: "
                                + text);
            }
        }
        return new TopicTemplate(List.copyOf(levels));
    }

    /** What to subscribe to. */
    public String filter() {
        return String.join(
                "/",
                levels.stream()
                        .map(level -> level.equals(PLACE) || level.equals(SENSOR) ? ANY : level)
                        .toList());
    }

    /** Empty for a topic that does not fit. */
    public Optional<Source> sourceOf(String topic) {
        String[] found = topic.split("/", -1);
        if (found.length != levels.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < found.length; i++) {
            String level = levels.get(i);
            boolean isOpen = level.equals(PLACE) || level.equals(SENSOR) || level.equals(ANY);
            if (!isOpen && !level.equals(found[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new Source(found[levels.indexOf(PLACE)], found[levels.indexOf(SENSOR)]));
    }
}
