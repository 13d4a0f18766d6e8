package io.outpost.cli.verify.preference;

/** A pane of a place at whose end preferences are judged. */
public interface PaneToJudge {
    long endMillis();

    /** Of its first observation; of an hour its start. */
    long firstMillis();

    /** Of its last observation; of an hour its end. */
    long lastMillis();

    /** The silence that is allowed at it, ms. */
    long allowedMillis();

    /** NaN: not known. */
    double value(Leaf leaf);

    /** What a leaf compares with: a number, or a percentile; NaN: not known. */
    double limit(Leaf leaf);
}
