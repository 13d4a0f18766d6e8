package io.outpost.deliver;

import io.outpost.deliver.channel.Retries;
import io.outpost.deliver.send.MailSettings;
import io.outpost.deliver.send.Network;
import io.outpost.environment.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is read, and how people are notified.
 *
 * @param groupId of all processes that share the work
 * @param oldest an alert of what is longer ago goes to nobody who has not heard of its episode
 * @param sending how receivers are asked
 */
public record DeliverSettings(
        KafkaAccess kafka,
        String groupId,
        String registryUrl,
        PostgresLogin postgres,
        Duration oldest,
        Sending sending) {

    /** Where deliveries are kept. */
    public record PostgresLogin(String url, String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user + " at " + url;
        }
    }

    /**
     * How receivers are asked.
     *
     * @param mail empty: no mail is sent
     * @param allowed networks that are not public, and are asked even so
     * @param limit of each try, 100 ms to 60 s
     * @param most channels that are notified at a time, 1 to 1,000
     * @param kept for how long deliveries are kept after their end
     */
    public record Sending(
            Optional<MailSettings> mail,
            List<Network> allowed,
            Duration limit,
            int most,
            Retries retries,
            Duration kept) {
        private static final int MOST_AT_A_TIME = 1_000;
        private static final Duration SHORTEST = Duration.ofMillis(100);
        private static final Duration LONGEST = Duration.ofSeconds(60);

        public Sending {
            allowed = List.copyOf(allowed);
            if (most < 1 || most > MOST_AT_A_TIME) {
                throw new IllegalArgumentException("--at-once must be 1 to " + MOST_AT_A_TIME);
            }
            if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("--send-timeout must be PT0.1S to PT60S");
            }
        }
    }
}
