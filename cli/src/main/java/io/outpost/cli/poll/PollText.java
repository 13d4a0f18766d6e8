package io.outpost.cli.poll;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** How polling stands, for people. */
final class PollText {
    private static final int MOST_LINES = 20;

    private PollText() {}

    static String line(Poller poller) {
        List<StationPoll.Status> status = poller.status();
        return String.format(
                "%,d stations, %,d failing, %,d asked now; sent %,d observations",
                status.size(),
                status.stream().filter(one -> one.trouble() != null).count(),
                poller.inFlight(),
                status.stream().mapToLong(StationPoll.Status::observationsSent).sum());
    }

    /** Those with trouble first, and not all of many. */
    static List<String> table(List<StationPoll.Status> status) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        "%-24s %-24s %10s %s", "station", "newest observation", "sent", "trouble"));
        status.stream()
                .sorted(
                        Comparator.comparing(StationPoll.Status::failures)
                                .reversed()
                                .thenComparing(StationPoll.Status::name))
                .limit(MOST_LINES)
                .forEach(
                        one ->
                                lines.add(
                                        String.format(
                                                "%-24s %-24s %,10d %s",
                                                one.name(),
                                                Objects.requireNonNullElse(
                                                        one.newestObservation(), "-"),
                                                one.observationsSent(),
                                                Objects.requireNonNullElse(one.trouble(), ""))));
        if (status.size() > MOST_LINES) {
            lines.add(
                    "and "
                            + (status.size() - MOST_LINES)
                            + " more: GET /status of the management port has all");
        }
        return lines;
    }
}
