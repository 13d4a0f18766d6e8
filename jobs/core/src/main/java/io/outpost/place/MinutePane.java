package io.outpost.place;

/** A minute of a place that is not empty. */
record MinutePane(long startMillis, Pane pane) {}
