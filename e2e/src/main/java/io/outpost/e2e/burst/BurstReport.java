package io.outpost.e2e.burst;

import io.outpost.e2e.burst.BurstCheck.Posted;
import io.outpost.e2e.burst.BurstCheck.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a burst has become.
 *
 * @param streams the clients of the API, each over all its resumes
 * @param gaps events of streams that say that alerts were missed
 * @param mostInFlight how many webhooks may have come again: of each channel one for each kill of
 *     who sends
 * @param took from the begin of the burst until all was where it must be
 */
record BurstReport(
        Victim victim,
        String kills,
        Seen tables,
        Seen topic,
        List<Seen> streams,
        int resumes,
        int gaps,
        Posted webhooks,
        int mostInFlight,
        Duration took) {
    static final String HEAD =
            """
            | seed | killed | when | alerts | console consumer: missing, repeated, foreign | streams: alerts each, resumes; missing, repeated, out of order, gaps | webhooks: requests, not 2xx; missing, again in flight, again after it was recorded | took, s | as due |
            |---:|---|---|---:|---:|---:|---:|---:|---|
            """;

    boolean isAsDue() {
        return tables.isAsDue()
                && topic.isAsDue()
                && streams.stream().allMatch(Seen::isAsDue)
                && gaps == 0
                && webhooks.isAsDue(mostInFlight);
    }

    /** For people who watch. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("tables: " + tables);
        lines.add("console consumer: " + topic);
        streams.forEach(stream -> lines.add("stream: " + stream));
        lines.add("streams went on %d times, %d gaps were said".formatted(resumes, gaps));
        lines.add("webhooks: %s; %d may be in flight".formatted(webhooks, mostInFlight));
        lines.add(isAsDue() ? "as due" : "NOT AS DUE");
        return lines;
    }

    /** Of the table. */
    String row(long seed) {
        return "| %d | %s | %s | %,d | %d, %d, %d | %,d, %d; %d, %d, %d, %d | %,d, %d; %d, %d, %d | %d | %s |"
                .formatted(
                        seed,
                        victim.label(),
                        kills,
                        tables.due() - tables.missing(),
                        topic.missing(),
                        topic.repeated(),
                        topic.foreign(),
                        streams.stream().mapToInt(Seen::due).max().orElse(0),
                        resumes,
                        streams.stream().mapToInt(Seen::missing).sum(),
                        streams.stream().mapToInt(Seen::repeated).sum(),
                        streams.stream().mapToInt(Seen::disordered).sum(),
                        gaps,
                        webhooks.posts(),
                        webhooks.failed(),
                        webhooks.missing(),
                        webhooks.unrecorded(),
                        webhooks.recorded(),
                        took.toSeconds(),
                        isAsDue() ? "yes" : "NO");
    }
}
