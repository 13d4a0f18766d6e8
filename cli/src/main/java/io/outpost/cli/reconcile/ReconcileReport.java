package io.outpost.cli.reconcile;

import java.util.List;

/**
 * What a reconciliation found and did.
 *
 * @param kind alerts, transitions, or places
 * @param rows those in Postgres that were looked at
 * @param onTopic different ones on the topic, or places that have a value there
 * @param twice records of the topic whose message was there before
 * @param unreadable records of the topic that are no such messages
 * @param missing those in Postgres that are not on the topic and will not come by themselves
 * @param published of those missing
 * @param examples ids of some that were missing
 */
record ReconcileReport(
        String kind,
        long rows,
        long onTopic,
        long twice,
        long unreadable,
        long missing,
        long published,
        List<String> examples) {
    boolean isRepaired() {
        return missing == published;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        examples.forEach(example -> text.append("  missing  ").append(example).append('\n'));
        return text.append(
                        "%s=%d on-topic=%d twice=%d unreadable=%d missing=%d published=%d"
                                .formatted(
                                        kind, rows, onTopic, twice, unreadable, missing, published))
                .toString();
    }
}
