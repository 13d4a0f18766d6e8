package io.outpost.cli.verify.emission;

/**
 * One thing that an event emits.
 *
 * @param revision the number of events of its place; 0: not an event of a place
 * @param asOfMillis time of the event
 */
public record Emission(Table table, Key key, long revision, long asOfMillis, Content content) {
    /** What no other emission may have in common with it. */
    public String identity() {
        return identity(key, revision);
    }

    public static String identity(Key key, long revision) {
        return key + ", revision " + revision;
    }
}
