package io.outpost.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.replay.core.JobInProcess;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.fold.PlaceFold;
import io.outpost.cli.verify.fold.Rules;
import io.outpost.cli.verify.log.LogExtent;
import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.report.Findings;
import io.outpost.cli.verify.rows.Scope;
import io.outpost.cli.verify.rows.SetComparison;
import io.outpost.core.condition.Condition;
import io.outpost.core.place.HourConditions;
import io.outpost.core.place.Place;
import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import io.outpost.core.preference.Preference;
import io.outpost.decode.preference.LevelNames;
import io.outpost.decode.preference.PreferenceReader;
import io.outpost.decode.preference.UnreadablePreferenceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job's places and the oracle's emit the same of preferences, revision by revision, on random
 * logs of minutes and of months, with any preferences, which come, change and are taken back.
 */
final class PreferencesInJobTest {
    private static final int LOGS_OF_MINUTES = 40;
    private static final int LOGS_OF_MONTHS = 12;
    private static final int RECORDS = 600;
    private static final int MOST = 3;
    private static final Pattern REVISION = Pattern.compile("revision (\\d+)");

    private static final Set<Table> COMPARED =
            Set.of(
                    Table.PREFERENCES,
                    Table.PREFERENCE_EPISODES,
                    Table.PREFERENCE_ALERTS,
                    Table.REJECTED,
                    Table.CONDITION_EPISODES);

    /** As {@link JobInProcess#conditions} has them. */
    private static final String RULES =
            """
            heat.levels-celsius: {CAUTION: 27}
            cold.levels-celsius: {LOW: 0}
            places.most-preferences: %d
            """
                    .formatted(MOST);

    @TempDir private Path folder;
    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void theyEmitTheSameOfMinutes() throws Exception {
        List<String> differences = new ArrayList<>();
        for (int seed = 0; seed < LOGS_OF_MINUTES; seed++) {
            MinuteLog log = new MinuteLog(seed, RECORDS, 3 * MOST);
            differences.addAll(
                    differences("seed " + seed, log.records(), log.inputs(), log.untilMillis()));
        }
        assertEquals("", String.join("\n", differences));
        requireSeen("BEGAN", "CHANGED", "ENDED", "CORRECTED", "RETRACTED", "TOO_MANY_PREFERENCES");
    }

    @Test
    void theyEmitTheSameOfHours() throws Exception {
        List<String> differences = new ArrayList<>();
        for (int seed = 0; seed < LOGS_OF_MONTHS; seed++) {
            WeatherLog log = new WeatherLog(seed, true);
            differences.addAll(
                    differences("seed " + seed, log.records(), log.inputs(), log.untilMillis()));
        }
        assertEquals("", String.join("\n", differences));
        requireSeen("BEGAN", "CHANGED", "ENDED", "CORRECTED", "RETRACTED");
    }

    private void requireSeen(String... kinds) {
        for (String kind : kinds) {
            assertTrue(seen.getOrDefault(kind, 0) > 5, kind + ": " + seen);
        }
    }

    private List<String> differences(
            String name, List<LogRecord> records, List<PlaceInput> inputs, long untilMillis)
            throws Exception {
        Rules rules = Rules.read(Files.writeString(folder.resolve("rules.yaml"), RULES));
        List<Emission> expected = new ArrayList<>();
        PlaceFold fold = new PlaceFold(HandMadeLog.PLACE, rules, expected::add, accepted -> {});
        records.forEach(fold::take);
        fold.reach(untilMillis + 1);
        Findings findings = new Findings("emissions", 100_000);
        Scope scope = new Scope(new Whole(untilMillis));
        scope.events(HandMadeLog.PLACE, fold.revision());
        SetComparison comparison =
                new SetComparison(findings, scope, SetComparison.Kind.AT_LEAST_ONCE);
        expected.removeIf(one -> !COMPARED.contains(one.table()));
        expected.forEach(comparison::expect);
        for (JobEmissions.One one : emitted(inputs, untilMillis)) {
            if (COMPARED.contains(one.table())) {
                String kind = one.found().text(one.table() == Table.REJECTED ? "reason" : "kind");
                seen.merge(kind == null ? one.table().name() : kind, 1, Integer::sum);
                comparison.found(one.table(), one.found(), 1);
            }
        }
        comparison.end();
        return findings.isEmpty() ? List.of() : summary(name, findings);
    }

    private static List<JobEmissions.One> emitted(List<PlaceInput> inputs, long untilMillis) {
        JobEmissions emissions = new JobEmissions();
        PlaceBounds bounds = new PlaceBounds(1, 1, 100, MOST);
        PlaceKeeper keeper =
                new PlaceKeeper(
                        JobInProcess.conditions(), bounds, PreferencesInJobTest::read, emissions);
        Place place = new Place(HandMadeLog.PLACE);
        inputs.forEach(input -> keeper.apply(place, input));
        keeper.advance(place, untilMillis);
        return emissions.all();
    }

    private static Preference read(String document) {
        try {
            return PreferenceReader.read(document.getBytes(StandardCharsets.UTF_8), levels());
        } catch (UnreadablePreferenceException e) {
            throw new IllegalArgumentException(document + ": " + e.getMessage(), e);
        }
    }

    static LevelNames levels() {
        Map<Condition, List<String>> names = new EnumMap<>(Condition.class);
        HourConditions.RULES.forEach(
                rule -> names.put((Condition) rule.subject(), rule.levels().names()));
        names.put(Condition.HEAT, List.of("CAUTION"));
        names.put(Condition.COLD, List.of("LOW"));
        return new LevelNames(names);
    }

    private static long revision(String difference) {
        Matcher matcher = REVISION.matcher(difference);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static List<String> summary(String name, Findings findings) {
        List<String> all = new ArrayList<>();
        findings.examples().stream()
                .sorted(Comparator.comparingLong(PreferencesInJobTest::revision))
                .limit(4)
                .forEach(one -> all.add(name + ": " + one));
        all.add(
                "%s: %d checked, %d missing, %d extra, %d wrong"
                        .formatted(
                                name,
                                findings.checkedCount(),
                                findings.missingCount(),
                                findings.extraCount(),
                                findings.wrongCount()));
        return all;
    }

    private record Whole(long reachedMillis) implements LogExtent {
        @Override
        public boolean covers(int partition, long offset) {
            return true;
        }
    }
}
