package io.outpost.e2e.burst;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks what a burst has become: in the tables, on the topic, in a stream, and at webhooks. */
final class BurstCheck {
    private static final String BEGAN = "BEGAN";

    private BurstCheck() {}

    /**
     * What readers must see once.
     *
     * @param missing is due and was not seen
     * @param repeated was seen before
     * @param foreign was seen and must not be there
     * @param disordered was seen after one that comes later in its partition
     */
    record Seen(int due, int missing, int repeated, int foreign, int disordered) {
        boolean isAsDue() {
            return missing + repeated + foreign + disordered == 0;
        }

        @Override
        public String toString() {
            return "%,d due, %d missing, %d repeated, %d foreign, %d out of order"
                    .formatted(due, missing, repeated, foreign, disordered);
        }
    }

    /**
     * What webhooks must get at least once, and not again once that is recorded.
     *
     * @param posts all requests
     * @param failed of them those that were not answered 2xx
     * @param missing is due and was not answered 2xx, or that was not recorded
     * @param foreign must not have been sent
     * @param unrecorded came again after a 2xx that was not recorded by then
     * @param recorded came again after it was recorded
     */
    record Posted(
            int due,
            int posts,
            int failed,
            int missing,
            int foreign,
            int unrecorded,
            int recorded) {
        /**
         * @param mostInFlight how many were under way at most when who sends was killed
         */
        boolean isAsDue(int mostInFlight) {
            return missing + foreign + recorded == 0 && unrecorded <= mostInFlight;
        }

        @Override
        public String toString() {
            return "%,d due, %,d requests, %d of them not answered 2xx, %d missing, %d foreign, again after 2xx: %d in flight, %d recorded"
                    .formatted(due, posts, failed, missing, foreign, unrecorded, recorded);
        }
    }

    /** The rows: each that is due began once, and nothing else happened. */
    static Seen tables(Set<DueAlert> due, Collection<StoredAlert> stored) {
        Map<DueAlert, Long> began =
                stored.stream()
                        .filter(one -> one.kind().equals(BEGAN))
                        .collect(Collectors.groupingBy(StoredAlert::about, Collectors.counting()));
        int foreign = (int) stored.stream().filter(one -> !one.kind().equals(BEGAN)).count();
        return seen(due, began, foreign, 0);
    }

    /** The topic: each row once. */
    static Seen topic(Collection<StoredAlert> stored, Collection<TopicAlert> topic) {
        Set<String> due = stored.stream().map(StoredAlert::alertId).collect(Collectors.toSet());
        return seen(due, counts(topic.stream().map(TopicAlert::alertId).toList()), 0, 0);
    }

    /**
     * A stream of the API over all its resumes: each alert of a condition once, in the order of its
     * partition.
     */
    static Seen stream(Collection<TopicAlert> topic, List<String> alertIds) {
        Map<String, TopicAlert> due =
                topic.stream()
                        .filter(TopicAlert::streamed)
                        .collect(
                                Collectors.toMap(
                                        TopicAlert::alertId, one -> one, (first, again) -> first));
        Map<Integer, Long> last = new HashMap<>();
        Set<String> known = new HashSet<>();
        int disordered = 0;
        for (String id : alertIds) {
            TopicAlert one = due.get(id);
            if (one != null && known.add(id)) {
                long before = last.getOrDefault(one.partition(), -1L);
                disordered += one.offset() < before ? 1 : 0;
                last.put(one.partition(), Math.max(before, one.offset()));
            }
        }
        return seen(due.keySet(), counts(alertIds), 0, disordered);
    }

    private static Map<String, Long> counts(List<String> ids) {
        return ids.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static <T> Seen seen(
            Set<T> due, Map<T, Long> counts, int otherForeign, int disordered) {
        int missing = (int) due.stream().filter(one -> !counts.containsKey(one)).count();
        int repeated = 0;
        int foreign = otherForeign;
        for (Map.Entry<T, Long> one : counts.entrySet()) {
            if (due.contains(one.getKey())) {
                repeated += (int) (one.getValue() - 1);
            } else {
                foreign += one.getValue().intValue();
            }
        }
        return new Seen(due.size(), missing, repeated, foreign, disordered);
    }

    private record Key(String channel, String alertId) {
        static Key of(Post post) {
            return new Key(post.channel(), post.alertId());
        }
    }

    /**
     * Webhooks.
     *
     * @param due ids of alerts by channel
     * @param posts in the order in which they came
     */
    static Posted webhooks(
            Map<String, Set<String>> due, List<Post> posts, Collection<Delivery> deliveries) {
        Set<Key> wanted = new HashSet<>();
        due.forEach((channel, ids) -> ids.forEach(id -> wanted.add(new Key(channel, id))));
        Map<Key, Instant> recordedAt = recordedAt(deliveries);
        Map<Key, List<Post>> byKey = posts.stream().collect(Collectors.groupingBy(Key::of));
        Again again = new Again(0, 0);
        int missing = 0;
        for (Key key : wanted) {
            List<Post> ofKey = byKey.getOrDefault(key, List.of());
            again = again.plus(ofKey, recordedAt.get(key));
            boolean isWell = ofKey.stream().anyMatch(Post::isWell);
            missing += isWell && recordedAt.containsKey(key) ? 0 : 1;
        }
        return new Posted(
                wanted.size(),
                posts.size(),
                (int) posts.stream().filter(post -> !post.isWell()).count(),
                missing,
                (int) posts.stream().filter(post -> !wanted.contains(Key.of(post))).count(),
                again.unrecorded(),
                again.recorded());
    }

    private static Map<Key, Instant> recordedAt(Collection<Delivery> deliveries) {
        return deliveries.stream()
                .filter(one -> one.deliveredAt() != null)
                .collect(
                        Collectors.toMap(
                                one -> new Key(one.channel(), one.alertId()),
                                Delivery::deliveredAt));
    }

    /** Requests that came although one before was answered 2xx, or recorded. */
    private record Again(int unrecorded, int recorded) {
        /** With those of one alert at one webhook; null: it is not recorded. */
        Again plus(List<Post> posts, Instant recordedAt) {
            int more = 0;
            int moreRecorded = 0;
            boolean wasWell = false;
            for (Post post : posts) {
                if (recordedAt != null && post.arrivedAt().isAfter(recordedAt)) {
                    moreRecorded++;
                } else if (wasWell) {
                    more++;
                }
                wasWell |= post.isWell();
            }
            return new Again(unrecorded + more, recorded + moreRecorded);
        }
    }
}
