package io.outpost.cli.replay.mapping;

import io.outpost.cli.send.PlaceEntry;
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
 * @param observations those that each row holds
 * @param places by id
 * @param otherPlaces how places are registered that are not among them; null: they are not
 */
public record Mapping(
        String name,
        String description,
        String text,
        Match match,
        CsvLayout layout,
        TimeSource time,
        Integer reportingIntervalSeconds,
        Set<String> missing,
        Set<Double> sentinels,
        List<ObservationSource> observations,
        Map<String, PlaceEntry> places,
        PlaceSource otherPlaces) {}
