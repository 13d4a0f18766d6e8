package io.outpost.e2e.burst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.e2e.burst.BurstCheck.Posted;
import io.outpost.e2e.burst.BurstCheck.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BurstCheckTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final DueAlert HEAT = new DueAlert("summit", "HEAT");
    private static final DueAlert WISH = new DueAlert("summit", "preference:warm");
    private static final StoredAlert HEAT_BEGAN = new StoredAlert("a", "BEGAN", HEAT);
    private static final StoredAlert WISH_BEGAN = new StoredAlert("b", "BEGAN", WISH);

    private static TopicAlert onTopic(long offset, String id) {
        return new TopicAlert(0, offset, id, true);
    }

    private static Post post(String id, int second, int status) {
        return new Post("bell", id, NOON.plusSeconds(second), status);
    }

    private static Posted check(List<Post> posts, Delivery... deliveries) {
        return BurstCheck.webhooks(Map.of("bell", Set.of("a")), posts, List.of(deliveries));
    }

    private static Delivery recordedAfter(int seconds) {
        return new Delivery("bell", "a", NOON.plusSeconds(seconds));
    }

    @Test
    void eachAlertThatIsDueIsARowOnce() {
        Seen seen = BurstCheck.tables(Set.of(HEAT, WISH), List.of(HEAT_BEGAN, WISH_BEGAN));
        assertEquals(new Seen(2, 0, 0, 0, 0), seen);
        assertTrue(seen.isAsDue());
    }

    @Test
    void findsRowsThatAreMissingOrBeganTwiceOrMustNotBe() {
        List<StoredAlert> stored =
                List.of(
                        HEAT_BEGAN,
                        new StoredAlert("c", "BEGAN", HEAT),
                        new StoredAlert("d", "ENDED", HEAT),
                        new StoredAlert("e", "BEGAN", new DueAlert("valley", "HEAT")));
        Seen seen = BurstCheck.tables(Set.of(HEAT, WISH), stored);
        assertEquals(new Seen(2, 1, 1, 2, 0), seen);
        assertFalse(seen.isAsDue());
    }

    @Test
    void findsWhatTheTopicLacksRepeatsOrMustNotHave() {
        List<TopicAlert> topic = List.of(onTopic(0, "a"), onTopic(1, "a"), onTopic(2, "z"));
        assertEquals(
                new Seen(2, 1, 1, 1, 0), BurstCheck.topic(List.of(HEAT_BEGAN, WISH_BEGAN), topic));
    }

    @Test
    void aStreamHasEachAlertOfAConditionOnceInTheOrderOfItsPartition() {
        List<TopicAlert> topic =
                List.of(
                        onTopic(0, "a"),
                        new TopicAlert(0, 1, "of a preference", false),
                        onTopic(2, "b"),
                        new TopicAlert(1, 0, "c", true));
        assertEquals(new Seen(3, 0, 0, 0, 0), BurstCheck.stream(topic, List.of("c", "a", "b")));
        assertEquals(new Seen(3, 0, 0, 0, 1), BurstCheck.stream(topic, List.of("b", "a", "c")));
        assertEquals(
                new Seen(3, 1, 1, 1, 0),
                BurstCheck.stream(topic, List.of("a", "a", "of a preference", "c")));
    }

    @Test
    void aWebhookIsTriedUntilItIsAnsweredWell() {
        Posted posted =
                check(
                        List.of(post("a", 0, 500), post("a", 5, 0), post("a", 12, 204)),
                        recordedAfter(13));
        assertEquals(new Posted(1, 3, 2, 0, 0, 0, 0), posted);
        assertTrue(posted.isAsDue(0));
    }

    @Test
    void oneThatWasNeverAnsweredWellOrNeverRecordedIsMissing() {
        assertEquals(1, check(List.of(post("a", 0, 500)), recordedAfter(1)).missing());
        assertEquals(
                1, check(List.of(post("a", 0, 204)), new Delivery("bell", "a", null)).missing());
        assertFalse(check(List.of()).isAsDue(9));
    }

    @Test
    void onlySoManyMayComeAgainAfterAnAnswerThatWasNotRecorded() {
        Posted posted = check(List.of(post("a", 0, 204), post("a", 90, 204)), recordedAfter(91));
        assertEquals(1, posted.unrecorded());
        assertEquals(0, posted.recorded());
        assertTrue(posted.isAsDue(1));
        assertFalse(posted.isAsDue(0));
    }

    @Test
    void noneMayComeAgainAfterItWasRecorded() {
        Posted posted = check(List.of(post("a", 0, 204), post("a", 90, 204)), recordedAfter(1));
        assertEquals(1, posted.recorded());
        assertFalse(posted.isAsDue(9));
    }

    @Test
    void noneMayComeThatNobodyAskedFor() {
        List<Post> posts = new ArrayList<>(List.of(post("a", 0, 204), post("z", 1, 204)));
        posts.add(new Post("horn", "a", NOON, 204));
        Posted posted = check(posts, recordedAfter(1));
        assertEquals(2, posted.foreign());
        assertFalse(posted.isAsDue(0));
    }
}
