package io.outpost.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outpost.cli.simulate.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a request leaves open. */
class RunRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void withoutAnythingItIsLiveWithTwoHundredTowns() {
        RunPlan plan = RunPlan.of(new RunRequest(), NOW);
        assertTrue(plan.isLive());
        assertEquals(NOW.toEpochMilli(), plan.fromMillis());
        assertEquals(Long.MAX_VALUE, plan.toMillis());
        assertEquals(200, plan.world().places().size());
        assertTrue(plan.world().places().get(0).id().startsWith("sim1-00001-"));
    }

    @Test
    void aScenarioDecidesWhatIsNotGiven() {
        RunPlan plan = RunPlan.of(of(Scenario.WINTER), NOW);
        assertFalse(plan.isLive());
        assertEquals(Scenario.WINTER.start().toEpochMilli(), plan.fromMillis());
        assertEquals(
                Scenario.WINTER.length(), Duration.ofMillis(plan.toMillis() - plan.fromMillis()));
        assertEquals(Double.POSITIVE_INFINITY, plan.speed());
        assertEquals(12, plan.world().places().size());
        assertEquals("winter1-00001-winter-1", plan.world().places().get(0).id());
    }

    @Test
    void whatIsGivenGoesBeforeTheScenario() {
        RunRequest request = of(Scenario.STORM);
        request.from = Instant.parse("2026-05-01T00:00:00Z");
        request.length = Duration.ofDays(33);
        request.speed = "3600";
        request.places = 3;
        request.prefix = "wet";
        RunPlan plan = RunPlan.of(request, NOW);
        assertEquals(request.from.toEpochMilli(), plan.fromMillis());
        assertEquals(request.from.plus(request.length).toEpochMilli(), plan.toMillis());
        assertEquals(3600, plan.speed());
        assertEquals(3, plan.world().places().size());
        assertEquals("wet-00001-storm-1", plan.world().places().get(0).id());
    }

    @Test
    void aScenarioThatIsNoneSaysWhichThereAre() {
        RunRequest request = new RunRequest();
        request.scenario = "drought";
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> request.check(NOW));
        assertEquals("scenario must be one of storm, frozen, winter, rivers", error.getMessage());
    }

    @Test
    void isReadAgainAsItWasWritten() throws JsonProcessingException {
        String json = ResumePoint.JSON.writeValueAsString(of(Scenario.RIVERS));
        RunRequest read = ResumePoint.JSON.readValue(json, RunRequest.class);
        assertEquals(Scenario.RIVERS, read.plot());
        assertEquals(json, ResumePoint.JSON.writeValueAsString(read));
        String before = "{\"places\":7,\"seed\":1,\"faults\":\"none\",\"fault\":{}}";
        assertEquals(7, ResumePoint.JSON.readValue(before, RunRequest.class).placeCount());
    }

    private static RunRequest of(Scenario scenario) {
        RunRequest request = new RunRequest();
        request.scenario = scenario.label();
        return request;
    }
}
