package io.outpost.core.place;

/** A minute of a place that is not empty. */
record MinutePane(long startMillis, Pane pane) {}
