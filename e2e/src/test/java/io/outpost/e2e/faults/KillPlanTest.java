package io.outpost.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KillPlanTest {
    @Test
    void isAFunctionOfTheSeed() {
        assertEquals(KillPlan.of(30, 7), KillPlan.of(30, 7));
        assertNotEquals(KillPlan.of(30, 7), KillPlan.of(30, 8));
    }

    @Test
    void aThirdIsAimedAndMostOfThatAtTheCriticalPhasesAndASixthAfterDeadlines() {
        List<Kill> aimed = KillPlan.of(30, 1).stream().filter(k -> k.aim() != null).toList();
        assertEquals(15, aimed.size());
        assertEquals(
                List.of(6, 12, 18, 24, 30),
                aimed.stream()
                        .filter(k -> k.aim() == Phase.AFTER_DEADLINE)
                        .map(Kill::number)
                        .toList());
        assertEquals(8, aimed.stream().filter(k -> k.aim().isCritical()).count());
    }

    @Test
    void killsEverythingThatItCan() {
        Set<Target> killed =
                KillPlan.of(100, 1).stream().map(Kill::target).collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(Target.class), killed);
        assertTrue(KillPlan.of(100, 1).stream().anyMatch(k -> k.frozenSeconds() >= 5));
    }

    @Test
    void aRestoreFollowsAKillThatCausesOne() {
        List<Kill> plan = KillPlan.of(300, 3);
        for (int i = 1; i < plan.size(); i++) {
            if (plan.get(i).aim() == Phase.RESTORE) {
                Kill cause = plan.get(i - 1);
                assertEquals(0, cause.frozenSeconds(), cause.text());
                assertTrue(cause.target().parts().stream().anyMatch(p -> p.endsWith("manager")));
                assertTrue(!plan.get(i).afterRecovery());
            }
        }
    }
}
