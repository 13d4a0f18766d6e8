package io.outpost.e2e.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.e2e.rig.Build;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpgradePlanIT {
    static List<UpgradeVersion> versions() {
        return UpgradeVersion.all();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void isBuiltOfTheSourcesOfToday(UpgradeVersion version, @TempDir Path folder) throws Exception {
        Build build = new Build(Path.of(System.getProperty("outpost.home")));
        build.compile(version.edits(), build.conditionsClasspath(), folder);
    }

    @Test
    void drillsAreChosenByTheBeginningsOfTheirNames() {
        List<UpgradeDrill> all = UpgradePlan.all(12);
        assertEquals(all, UpgradePlan.chosen(all, List.of()));
        assertEquals(
                Set.of("leaks 1", "leaks 2", "good 2"),
                UpgradePlan.chosen(all, List.of("leaks", "good 2")).stream()
                        .map(UpgradeDrill::name)
                        .collect(Collectors.toSet()));
        assertThrows(
                IllegalArgumentException.class,
                () -> UpgradePlan.chosen(all, List.of("leaks", "good 13")));
    }

    @Test
    void thePlanTriesEachBadVersionTwiceAndKillsTheDriverAfterEachStep() {
        List<UpgradeDrill> all = UpgradePlan.all(20);
        Set<String> names = all.stream().map(UpgradeDrill::name).collect(Collectors.toSet());
        assertEquals(all.size(), names.size(), "each has a name of its own");
        assertTrue(names.contains("good 20"));
        for (UpgradeVersion version : versions()) {
            if (!version.name().equals(UpgradeVersion.GOOD)) {
                assertTrue(names.contains(version.name() + " 2"), version.name());
            }
        }
        assertTrue(names.contains("driver killed after TRIED (good)"), names.toString());
        assertFalse(names.contains("good 21"));
    }
}
