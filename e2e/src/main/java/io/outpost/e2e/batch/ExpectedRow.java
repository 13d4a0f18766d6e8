package io.outpost.e2e.batch;

import java.time.Instant;
import java.util.Map;

/**
 * A row that the results must have.
 *
 * @param values by column; a column that is absent must be null (or 0 when it is a count)
 */
record ExpectedRow(Instant startAt, Map<String, Double> values) {}
