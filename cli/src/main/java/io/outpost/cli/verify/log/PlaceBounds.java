package io.outpost.cli.verify.log;

/**
 * How many places a share may have, of those that observations and of those that parameters or
 * preferences make.
 *
 * @param most in all
 * @param mostNewPerHour within a UTC hour of the log's time
 */
public record PlaceBounds(int most, int mostNewPerHour) {}
