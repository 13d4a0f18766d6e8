package io.outpost.api.export;

import java.util.List;
import java.util.Map;

/**
 * An export that is asked for.
 *
 * @param owner the subject of the token; null: nobody was named
 * @param address where it was asked, as limits know it
 * @param parameters of the reads, and the range
 * @param placeIds in the order in which they are exported; all are known
 * @param units UCUM codes of the values, by their names
 */
record NewExport(
        String id,
        String owner,
        String address,
        ExportKind kind,
        ExportFormat format,
        Map<String, List<String>> parameters,
        List<String> placeIds,
        Map<String, String> units) {}
