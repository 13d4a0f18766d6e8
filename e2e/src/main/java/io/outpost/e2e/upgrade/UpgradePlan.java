package io.outpost.e2e.upgrade;

import io.outpost.e2e.upgrade.UpgradeVersion.End;
import io.outpost.e2e.upgrade.UpgradeVersion.Way;
import java.util.ArrayList;
import java.util.List;

/** Which drills there are: good versions, each bad one in each of its ways, and killed drivers. */
final class UpgradePlan {
    private static final List<String> STEPS_FORWARD =
            List.of("BEGUN", "SAVEPOINT_MADE", "TRIED", "OLD_STOPPED", "NEW_STARTED", "WATCHED");
    private static final List<String> STEPS_BACK = List.of("ROLLING_BACK", "ROLLED_BACK");

    private UpgradePlan() {}

    /** The whole proof, good and bad ones mixed. */
    static List<UpgradeDrill> all(int good) {
        List<UpgradeDrill> bad = new ArrayList<>();
        for (UpgradeVersion version : UpgradeVersion.all()) {
            int number = 1;
            for (Way way : version.ways()) {
                if (way.end() != End.DONE) {
                    bad.add(new UpgradeDrill(version, number++, way, null));
                }
            }
        }
        bad.addAll(killed());
        return mixed(good(good), bad);
    }

    /** A few of it: bad versions, and good ones between them. */
    static List<UpgradeDrill> brief(List<String> badNames) {
        List<UpgradeDrill> bad =
                all(0).stream().filter(drill -> badNames.contains(drill.name())).toList();
        return mixed(bad, good(badNames.size() - 1));
    }

    /**
     * Those whose names begin so; all without any.
     *
     * @throws IllegalArgumentException when no name begins so
     */
    static List<UpgradeDrill> chosen(List<UpgradeDrill> drills, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (drills.stream().noneMatch(drill -> drill.name().startsWith(beginning))) {
                throw new IllegalArgumentException(
                        "No drill's name begins with '%s'; --list has them".formatted(beginning));
            }
        }
        return drills.stream()
                .filter(
                        drill ->
                                beginnings.isEmpty()
                                        || beginnings.stream().anyMatch(drill.name()::startsWith))
                .toList();
    }

    private static List<UpgradeDrill> good(int count) {
        UpgradeVersion version = version(UpgradeVersion.GOOD);
        List<UpgradeDrill> drills = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            drills.add(new UpgradeDrill(version, number, version.ways().get(0), null));
        }
        return drills;
    }

    private static List<UpgradeDrill> killed() {
        UpgradeVersion good = version(UpgradeVersion.GOOD);
        List<UpgradeDrill> drills = new ArrayList<>();
        for (String step : STEPS_FORWARD) {
            drills.add(new UpgradeDrill(good, 0, good.ways().get(0), step));
        }
        UpgradeVersion crashes = version("crashes");
        Way back =
                crashes.ways().stream()
                        .filter(way -> way.end() == End.WITHDRAWN)
                        .findFirst()
                        .orElseThrow();
        for (String step : STEPS_BACK) {
            drills.add(new UpgradeDrill(crashes, 0, back, step));
        }
        return drills;
    }

    private static UpgradeVersion version(String name) {
        return UpgradeVersion.all().stream()
                .filter(version -> version.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<UpgradeDrill> mixed(List<UpgradeDrill> first, List<UpgradeDrill> second) {
        List<UpgradeDrill> drills = new ArrayList<>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i < first.size()) {
                drills.add(first.get(i));
            }
            if (i < second.size()) {
                drills.add(second.get(i));
            }
        }
        return drills;
    }
}
