package io.outpost.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.place.LogSteps.Event;
import io.outpost.place.LogSteps.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** A place against a model that keeps everything in lists and computes it all at the end. */
class PlaceModelTest {
    private static final Duration AHEAD = Duration.ofMinutes(10);

    @StatisticsReport(onFailureOnly = true)
    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void whatHoldsInTheEndIsWhatTheWholeLogComesTo(@ForAll("anyOrder") List<Step> steps) {
        List<Event> events = LogSteps.events(steps);
        LogModel log = new LogModel(events.stream().map(Event::reading).toList());
        Told told = keep(events);
        SameContent.require(PlaceModel.of(log).content(), told.content());
        assertEquals(log.late, told.late);
        assertEquals(log.rejected, told.rejected);
        TallyRow tally = told.tally();
        assertEquals(log.taken.size(), tally.accepted());
        assertEquals(log.duplicates.size(), tally.duplicate());
        assertEquals(log.conflicts.size(), tally.conflict());
        assertEquals(log.late.size(), tally.late());
        assertEquals(log.rejected.size(), tally.rejected());
        assertEquals(log.waiting == null ? 0 : 1, tally.waiting());
        assertEquals(
                log.taken.stream().filter(one -> !one.isFresh()).count(), tally.hourTierOnly());
        assertEquals(0, tally.openPanes());
        collectStatistics(told);
    }

    @StatisticsReport(onFailureOnly = true)
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void alertsSayEachThingOnceAndTheLastOneIsHowItStands(@ForAll("anyOrder") List<Step> steps) {
        Told told = keep(LogSteps.events(steps));
        Set<String> triples = new HashSet<>();
        Map<String, AlertRow> lastAlerts = new HashMap<>();
        for (AlertRow alert : told.alerts) {
            String triple = alert.episodeId() + alert.kind() + alert.revision();
            assertTrue(triples.add(triple), () -> "told twice: " + alert);
            lastAlerts.put(alert.episodeId(), alert);
        }
        for (EpisodeRow episode : told.episodes) {
            assertTrue(lastAlerts.containsKey(episode.episodeId()), () -> "not told: " + episode);
        }
        Map<String, EpisodeRow> last = new HashMap<>();
        told.episodes.forEach(episode -> last.put(episode.episodeId(), episode));
        last.forEach((id, episode) -> assertStandsAsTold(episode, lastAlerts.get(id)));
    }

    @StatisticsReport(onFailureOnly = true)
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anInOrderLogHasNoRetraction(@ForAll("inOrder") List<Step> steps) {
        Told told = keep(LogSteps.events(steps));
        assertEquals(0, told.tally().retractions());
        Set<String> rows = new HashSet<>();
        for (PaneRow row : told.panes) {
            assertTrue(rows.add(row.tier() + " " + row.startMillis()), () -> "told twice: " + row);
        }
        for (AlertRow alert : told.alerts) {
            assertTrue(Set.of("BEGAN", "CHANGED", "ENDED").contains(alert.kind()), alert::toString);
        }
        assertTrue(told.transitions.stream().noneMatch(TransitionRow::retracted));
    }

    @Provide
    Arbitrary<List<Step>> anyOrder() {
        return LogSteps.inAnyOrder();
    }

    @Provide
    Arbitrary<List<Step>> inOrder() {
        return LogSteps.inOrder();
    }

    private static Told keep(List<Event> events) {
        InMemoryPlace memory = new InMemoryPlace();
        Told told = new Told();
        PlaceKeeper keeper = new PlaceKeeper(Rules.conditions(), memory, told);
        for (Event event : events) {
            keeper.observe(memory.place, event.reading());
            switch (event.then()) {
                case NOTHING -> {}
                case SAVEPOINT -> {
                    memory = memory.throughSavepoint();
                    keeper = new PlaceKeeper(Rules.conditions(), memory, told);
                }
                case CLOSE_BEFORE ->
                        keeper.closeEndedBefore(
                                memory.place, memory.place.clock.millis() + AHEAD.toMillis());
                case CLOSE_ALL -> keeper.closeAll(memory.place);
            }
        }
        keeper.closeAll(memory.place);
        return told;
    }

    private static void assertStandsAsTold(EpisodeRow episode, AlertRow alert) {
        assertEquals(episode.retracted(), alert.kind().equals("RETRACTED"), alert::toString);
        assertEquals(episode.startedAtMillis(), alert.startedAtMillis());
        assertEquals(episode.endedAtMillis(), alert.endedAtMillis());
        assertEquals(episode.level(), alert.level());
        assertEquals(episode.revision(), alert.revision());
    }

    /** Logs that reach nothing would prove nothing. */
    private static void collectStatistics(Told told) {
        Statistics.label("retractions")
                .collect(told.tally().retractions() > 0)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 40));
        Statistics.label("episodes")
                .collect(!told.episodes.isEmpty())
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
        Statistics.label("corrected alerts")
                .collect(told.alerts.stream().anyMatch(alert -> alert.kind().startsWith("CORR")))
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 3));
    }
}
