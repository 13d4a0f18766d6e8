package io.outpost.core.place;

import java.io.Serializable;

/**
 * How much senders can name; docs/topology.md, Bounds. Every job that reads the log decides by
 * these, so that all accept the same.
 *
 * @param mostPlaces of a share, 1 or more
 * @param mostNewPerHour of a share, within a UTC hour of the time received, 1 or more
 * @param mostSensors that a place knows at a time, 1 or more
 * @param mostPreferences that apply to a place at a time, 1 or more
 */
public record PlaceBounds(int mostPlaces, int mostNewPerHour, int mostSensors, int mostPreferences)
        implements Serializable {}
