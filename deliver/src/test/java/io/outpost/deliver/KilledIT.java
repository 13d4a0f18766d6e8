package io.outpost.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.schemas.Alert;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed while it sends a thousand alerts to two channels. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledIT {
    private static final int ALERTS = 1_000;
    private static final int KILLS = 2;
    private static final List<String> CHANNELS = List.of("a", "b");

    @TempDir private Path folder;

    /** What was recorded at a kill, and how often the channel had been notified. */
    private record Recorded(String channel, Set<String> alertIds, int notified) {}

    @Test
    void eachChannelHasEachAlertAndNoneAgainThatWasRecorded() throws Exception {
        try (Parts parts = new Parts(folder)) {
            for (String channel : CHANNELS) {
                parts.webhook("auth0|ada", channel, "/" + channel, "summit");
            }
            List<Alert> alerts =
                    IntStream.range(0, ALERTS)
                            .mapToObj(
                                    i ->
                                            AlertTopic.alert(
                                                    "summit",
                                                    made -> made.setAlertId("alert-" + i)))
                            .toList();
            parts.topic().commit(alerts);
            List<Recorded> recorded = new ArrayList<>();
            Process running = DeliverProcess.start(parts, folder.resolve("first"));
            for (int kill = 0; kill < KILLS; kill++) {
                int enough = (kill + 1) * ALERTS / (KILLS + 1);
                Wait.until(() -> parts.receiver().posted("/a").size() >= enough);
                running.destroyForcibly().waitFor();
                for (String channel : CHANNELS) {
                    recorded.add(
                            new Recorded(
                                    channel,
                                    Set.copyOf(parts.delivered(channel)),
                                    parts.receiver().posted("/" + channel).size()));
                }
                assertTrue(parts.delivered("a").size() < ALERTS, "it was killed within the burst");
                // The end of the leases.
                parts.update("UPDATE api.channels SET lease_until = clock_timestamp()");
                running = DeliverProcess.start(parts, folder.resolve("after-" + kill));
            }
            for (String channel : CHANNELS) {
                Wait.until(() -> parts.delivered(channel).size() == ALERTS);
                List<String> notified = parts.receiver().ids("/" + channel);
                assertEquals(ALERTS, new HashSet<>(notified).size());
                // A kill may come between an answer and its record: once for each channel.
                assertTrue(notified.size() <= ALERTS + KILLS, () -> notified.size() + " sends");
            }
            running.destroyForcibly().waitFor();
            for (Recorded one : recorded) {
                assertTrue(one.alertIds().size() > 0);
                List<String> after =
                        parts.receiver().ids("/" + one.channel()).stream()
                                .skip(one.notified())
                                .toList();
                assertEquals(
                        List.of(),
                        after.stream().filter(one.alertIds()::contains).toList(),
                        "recorded, and delivered again");
            }
        }
    }
}
