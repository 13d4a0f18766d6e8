package io.outpost.cli.replay.mapping;

import java.util.List;

/**
 * One observation that each row of a recording holds; most rows hold one, a row of a house holds
 * one per room.
 *
 * @param extras columns to keep as text
 */
public record ObservationSource(
        IdSource place, IdSource sensor, List<QuantitySource> quantities, List<String> extras) {}
