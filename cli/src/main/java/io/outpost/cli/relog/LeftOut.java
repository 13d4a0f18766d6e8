package io.outpost.cli.relog;

/** Why something is not in the log that relog makes. */
enum LeftOut {
    MARK("marks of an earlier relog, which this one's replace"),
    TICK("ticks beyond one a second, now that each goes to every partition"),
    PLACE("of places that are left out"),
    MISPLACED("rejected as WRONG_PARTITION, which one partition alone cannot be"),
    NOT_OLDER("rows not older than what the log has of their place"),
    BEFORE_2000("rows of before 2000, without --before-2000"),
    BEFORE_1970("rows of before 1970, which no log can hold");

    private final String text;

    LeftOut(String text) {
        this.text = text;
    }

    /** For people. */
    String text() {
        return text;
    }
}
