package io.outpost.cli.reconcile;

import java.util.List;

/**
 * What a reconciliation found and did.
 *
 * @param rows alerts in Postgres that were looked at
 * @param onTopic different alerts on the topic
 * @param twice records of the topic whose alert was there before
 * @param unreadable records of the topic that are no alerts
 * @param missing alerts in Postgres that are not on the topic and will not come by themselves
 * @param waiting not on the topic, and only judged when something follows them
 * @param published of those missing
 * @param examples ids of some that were missing
 */
record ReconcileReport(
        long rows,
        long onTopic,
        long twice,
        long unreadable,
        long missing,
        long waiting,
        long published,
        List<String> examples) {
    boolean isRepaired() {
        return missing == published;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        examples.forEach(example -> text.append("  missing  ").append(example).append('\n'));
        return text.append(
                        "alerts=%d on-topic=%d twice=%d unreadable=%d missing=%d waiting=%d published=%d"
                                .formatted(
                                        rows,
                                        onTopic,
                                        twice,
                                        unreadable,
                                        missing,
                                        waiting,
                                        published))
                .toString();
    }
}
