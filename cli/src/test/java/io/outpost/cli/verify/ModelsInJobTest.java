package io.outpost.cli.verify;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.replay.core.JobInProcess;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.emission.TransitionContent;
import io.outpost.cli.verify.fold.PlaceFold;
import io.outpost.cli.verify.fold.Rules;
import io.outpost.cli.verify.log.LogExtent;
import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.report.Findings;
import io.outpost.cli.verify.rows.Scope;
import io.outpost.cli.verify.rows.SetComparison;
import io.outpost.core.place.Place;
import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.PlaceKeeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job's places and the oracle's emit the same, on random logs of months of hourly weather and
 * water levels: with gaps, late days, jumps and changes of parameters.
 */
final class ModelsInJobTest {
    private static final int LOGS = 30;
    private static final Pattern REVISION = Pattern.compile("revision (\\d+)");

    private static final Set<Table> COMPARED =
            Set.of(
                    Table.HOURLY_MODELS,
                    Table.CONDITION_TRANSITIONS,
                    Table.CONDITION_EPISODES,
                    Table.ALERTS);

    /** As {@link JobInProcess#conditions} has them. */
    private static final String RULES =
            """
            heat.levels-celsius: {CAUTION: 27}
            cold.levels-celsius: {LOW: 0}
            """;

    @TempDir private Path folder;
    private final Set<String> seen = new HashSet<>();

    @Test
    void theyEmitTheSame() throws Exception {
        Rules rules = Rules.read(Files.writeString(folder.resolve("rules.yaml"), RULES));
        List<String> differences = new ArrayList<>();
        for (int seed = 0; seed < LOGS; seed++) {
            WeatherLog log = new WeatherLog(seed);
            for (String difference : differences(log, rules)) {
                differences.add("seed " + seed + ": " + difference);
            }
        }
        assertEquals("", String.join("\n", differences));
        for (String state :
                List.of(
                        "MUDDY",
                        "SNOW_COVERED",
                        "ELEVATED",
                        "LOADING",
                        "retracted",
                        "stepped HIGH",
                        "gauge alone HIGH")) {
            assertTrue(seen.stream().anyMatch(text -> text.contains(state)), state);
        }
    }

    private List<String> differences(WeatherLog log, Rules rules) throws Exception {
        List<Emission> expected = new ArrayList<>();
        PlaceFold fold = new PlaceFold(HandMadeLog.PLACE, rules, expected::add, accepted -> {});
        for (LogRecord one : log.records()) {
            fold.take(one);
        }
        fold.reach(log.untilMillis() + 1);
        Findings findings = new Findings("emissions", 100_000);
        Scope scope = new Scope(new Whole(log.untilMillis()));
        scope.events(HandMadeLog.PLACE, fold.revision());
        SetComparison comparison =
                new SetComparison(findings, scope, SetComparison.Kind.AT_LEAST_ONCE);
        expected.forEach(this::noteGauge);
        expected.removeIf(one -> !COMPARED.contains(one.table()));
        assertTrue(expected.size() > 20, "a log worth comparing");
        expected.forEach(comparison::expect);
        for (JobEmissions.One one : emitted(log)) {
            if (one.table() == Table.CONDITION_TRANSITIONS) {
                seen.add(
                        one.found().text("level")
                                + (one.found().flag("retracted") ? " retracted" : ""));
            }
            if (COMPARED.contains(one.table())) {
                comparison.found(one.table(), one.found(), 1);
            }
        }
        comparison.end();
        return findings.isEmpty() ? List.of() : summary(findings);
    }

    /** That a level was judged, of an hour with a step or of one without. */
    private void noteGauge(Emission emission) {
        if (emission.content() instanceof TransitionContent transition) {
            Map<String, Double> reasons = new HashMap<>();
            transition.drivers().forEach(one -> reasons.put(one.measure(), one.value()));
            boolean isStepped = !reasons.getOrDefault("flow_millimetres_per_hour", NaN).isNaN();
            if (!reasons.getOrDefault("water_level_metres", NaN).isNaN()) {
                seen.add((isStepped ? "stepped " : "gauge alone ") + transition.level());
            }
        }
    }

    private static long revision(String difference) {
        Matcher matcher = REVISION.matcher(difference);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static List<String> summary(Findings findings) {
        List<String> all = new ArrayList<>();
        findings.examples().stream()
                .sorted(Comparator.comparingLong(ModelsInJobTest::revision))
                .limit(4)
                .forEach(all::add);
        all.add(
                "%d checked, %d missing, %d extra, %d wrong"
                        .formatted(
                                findings.checkedCount(),
                                findings.missingCount(),
                                findings.extraCount(),
                                findings.wrongCount()));
        return all;
    }

    private static List<JobEmissions.One> emitted(WeatherLog log) {
        JobEmissions emissions = new JobEmissions();
        PlaceBounds bounds = new PlaceBounds(1, 1, 100, 1);
        PlaceKeeper keeper = new PlaceKeeper(JobInProcess.conditions(), bounds, emissions);
        Place place = new Place(HandMadeLog.PLACE);
        log.inputs().forEach(input -> keeper.apply(place, input));
        keeper.advance(place, log.untilMillis());
        return emissions.all();
    }

    private record Whole(long reachedMillis) implements LogExtent {
        @Override
        public boolean covers(int partition, long offset) {
            return true;
        }
    }
}
