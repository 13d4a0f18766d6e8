package io.outpost.cli.replay.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the rows of a recording become observations, as a mapping file says it.
 *
 * @param text the mapping file itself
 * @param reportingIntervalSeconds s; null: not known
 * @param missing texts that stand for "no value", besides the empty one
 * @param sentinels numbers of loggers for "missing" that the recording leaves in: sent as they are,
 *     without conversion, so that the job flags them
 * @param extras columns to keep as text
 * @param places by id
 */
public record Mapping(
        String name,
        String description,
        String text,
        Match match,
        CsvLayout layout,
        IdSource place,
        IdSource sensor,
        TimeSource time,
        Integer reportingIntervalSeconds,
        Set<String> missing,
        Set<Double> sentinels,
        List<QuantitySource> quantities,
        List<String> extras,
        Map<String, PlaceEntry> places) {}
