package io.outpost.e2e.burst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.e2e.burst.Kills.Progress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BurstPlanTest {
    @Test
    void eachAlertIsOfOneChannelAndAChannelOfAThousandPlacesAtMost() {
        BurstPlan plan = new BurstPlan("b", 2_001);
        List<BurstPlan.Channel> channels = plan.channels();
        assertEquals(10_005, plan.alerts());
        assertEquals(plan.alerts(), plan.due().size());
        assertEquals(plan.alerts(), channels.stream().mapToInt(one -> one.placeIds().size()).sum());
        assertTrue(channels.stream().allMatch(one -> one.placeIds().size() <= 1_000));
    }

    @Test
    void anOwnerMayHaveAsManyChannels() {
        assertEquals(20, new BurstPlan("b", BurstPlan.MOST_PLACES).channels().size());
    }

    @Test
    void whoIsKilledWhenFollowsFromTheSeed() {
        String planned = Kills.of(Victim.ALL, 7).toString();
        assertEquals(planned, Kills.of(Victim.ALL, 7).toString());
        assertNotEquals(planned, Kills.of(Victim.ALL, 8).toString());
    }

    @Test
    void eachIsKilledWithinTheBurstAndPostgresAlsoWhileAlertsAreDelivered() throws Exception {
        Kills kills = Kills.of(Victim.ALL, 1);
        assertEquals(1, kills.ofSenders());
        assertEquals(List.of(), kills.strike(Progress.SENT, 0.05, part -> true));
        assertEquals(
                Arrays.stream(Victim.values())
                        .filter(one -> one != Victim.ALL && one != Victim.DELIVER)
                        .toList(),
                struck(kills, Progress.SENT));
        assertEquals(List.of(Victim.POSTGRES, Victim.DELIVER), struck(kills, Progress.DELIVERED));
        assertTrue(kills.areDone());
    }

    private static List<Victim> struck(Kills kills, Progress by) throws Exception {
        return kills.strike(by, 0.95, part -> true).stream()
                .map(Kills.Kill::victim)
                .sorted()
                .toList();
    }

    @Test
    void whatDoesNotRunIsKilledOnceItDoes() throws Exception {
        Kills kills = Kills.of(Victim.KAFKA, 1);
        assertEquals(List.of(), kills.strike(Progress.SENT, 1, part -> false));
        assertFalse(kills.areDone());
        assertEquals(1, kills.strike(Progress.SENT, 1, part -> true).size());
        assertTrue(kills.areDone());
    }
}
