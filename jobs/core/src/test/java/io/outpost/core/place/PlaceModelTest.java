package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.place.LogSteps.Event;
import io.outpost.core.place.LogSteps.Step;
import io.outpost.core.weather.Flag;
import java.time.Duration;
import java.util.EnumMap;
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
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** A place against a model that keeps everything in lists and computes it all at the end. */
class PlaceModelTest {
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final Duration WEEKS = Duration.ofDays(15);

    @StatisticsReport(onFailureOnly = true)
    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void whatHoldsInTheEndIsWhatTheWholeLogComesTo(
            @ForAll("anyOrder") List<Step> steps,
            @ForAll @IntRange(min = 2, max = 3) int mostSensors) {
        List<Event> events = LogSteps.events(steps);
        LogModel log = new LogModel(events, mostSensors);
        Emitted emitted = keep(events, mostSensors);
        PlaceModel model = PlaceModel.of(log);
        SameContent.require(model.emitted().content(), emitted.content());
        assertEquals(
                log.late.stream().map(Reading::observedAtMillis).toList(),
                emitted.late.stream().map(LateReading::observedAtMillis).toList());
        assertEquals(
                log.rejected.stream()
                        .map(
                                one ->
                                        "sensor "
                                                + one.sensorId()
                                                + ", observed at "
                                                + one.observedAtMillis())
                        .toList(),
                emitted.rejected.stream().map(DeadLetter::detail).toList());
        CountersRow counters = emitted.counters();
        assertEquals(log.taken.size(), counters.accepted());
        assertEquals(log.duplicates.size(), counters.duplicate());
        assertEquals(log.conflicts.size(), counters.conflict());
        assertEquals(log.late.size(), counters.late());
        assertEquals(log.rejected.size(), counters.rejected());
        assertEquals(log.waiting.size(), counters.waiting());
        assertEquals(
                log.taken.stream().filter(one -> !one.isFresh()).count(), counters.hourTierOnly());
        assertEquals(0, counters.openPanes());
        assertEquals(model.flags(), flags(counters));
        Statistics.label("rise over a gap")
                .collect(model.flags().containsKey(Flag.RISE_OVER_GAP))
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 15));
        collectStatistics(emitted);
        Statistics.label("late, as it may be forgotten")
                .collect(log.forgotten > 0)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 15));
        Statistics.label("too many sensors")
                .collect(
                        emitted.rejected.stream()
                                .anyMatch(one -> one.reason() == RejectionReason.TOO_MANY_SENSORS))
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 15));
    }

    @StatisticsReport(onFailureOnly = true)
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void alertsSayEachThingOnceAndTheLastOneIsHowItStands(@ForAll("anyOrder") List<Step> steps) {
        Emitted emitted = keep(LogSteps.events(steps), 3);
        Set<String> triples = new HashSet<>();
        Map<String, AlertRow> lastAlerts = new HashMap<>();
        for (AlertRow alert : emitted.alerts) {
            String triple = alert.episodeId() + alert.kind() + alert.revision();
            assertTrue(triples.add(triple), () -> "emitted twice: " + alert);
            lastAlerts.put(alert.episodeId(), alert);
        }
        for (EpisodeRow episode : emitted.episodes) {
            assertTrue(
                    lastAlerts.containsKey(episode.episodeId()), () -> "not emitted: " + episode);
        }
        Map<String, EpisodeRow> last = new HashMap<>();
        emitted.episodes.forEach(episode -> last.put(episode.episodeId(), episode));
        last.forEach((id, episode) -> assertStandsAsItsAlertSays(episode, lastAlerts.get(id)));
    }

    @StatisticsReport(onFailureOnly = true)
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anInOrderLogHasNoRetraction(@ForAll("inOrder") List<Step> steps) {
        Emitted emitted = keep(LogSteps.events(steps), 3);
        assertEquals(0, emitted.counters().rewrites());
        Set<String> rows = new HashSet<>();
        for (PaneRow row : emitted.panes) {
            assertTrue(
                    rows.add(row.width() + " " + row.startMillis()), () -> "emitted twice: " + row);
        }
        for (AlertRow alert : emitted.alerts) {
            assertTrue(Set.of("BEGAN", "CHANGED", "ENDED").contains(alert.kind()), alert::toString);
        }
        assertTrue(emitted.transitions.stream().noneMatch(TransitionRow::retracted));
    }

    @Provide
    Arbitrary<List<Step>> anyOrder() {
        return LogSteps.inAnyOrder();
    }

    @Provide
    Arbitrary<List<Step>> inOrder() {
        return LogSteps.inOrder();
    }

    private static Emitted keep(List<Event> events, int mostSensors) {
        KeptPlace kept = new KeptPlace(mostSensors);
        for (Event event : events) {
            kept.replay(event.reading());
            switch (event.then()) {
                case NOTHING -> {}
                case SAVEPOINT -> kept.throughSavepoint();
                case PAUSE -> kept.waitFor(PAUSE);
                case IDLE -> kept.idle();
                case SILENCE -> kept.waitFor(WEEKS);
                case SILENCE_UNTIL_THE_NEXT -> kept.silence(WEEKS);
            }
        }
        kept.idle();
        kept.waitFor(WEEKS);
        assertEquals(Place.NONE, kept.nextDeadlineMillis(), "nothing is left");
        return kept.emitted;
    }

    private static Map<Flag, Long> flags(CountersRow counters) {
        Map<Flag, Long> flags = new EnumMap<>(Flag.class);
        for (int i = 0; i < counters.flagged().length; i++) {
            if (counters.flagged()[i] != 0) {
                flags.merge(Flag.values()[i % Flag.COUNT], counters.flagged()[i], Long::sum);
            }
        }
        return flags;
    }

    private static void assertStandsAsItsAlertSays(EpisodeRow episode, AlertRow alert) {
        assertEquals(episode.retracted(), alert.kind().equals("RETRACTED"), alert::toString);
        assertEquals(episode.startedAtMillis(), alert.startedAtMillis());
        assertEquals(episode.endedAtMillis(), alert.endedAtMillis());
        assertEquals(episode.level(), alert.level());
        assertEquals(episode.revision(), alert.revision());
    }

    /** Logs that reach nothing would prove nothing. */
    private static void collectStatistics(Emitted emitted) {
        Statistics.label("rewrites")
                .collect(emitted.counters().rewrites() > 0)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 40));
        Statistics.label("episodes")
                .collect(!emitted.episodes.isEmpty())
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
        Statistics.label("corrected alerts")
                .collect(emitted.alerts.stream().anyMatch(alert -> alert.kind().startsWith("CORR")))
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 3));
    }
}
