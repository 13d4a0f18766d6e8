package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.api.health.FlinkCluster;
import io.outpost.api.ingest.Log;
import io.outpost.api.postgres.Database;
import io.outpost.api.postgres.Postgres;
import io.outpost.api.web.Endpoint;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

final class ContractTest {

    private static final Contract CONTRACT = Contract.load();
    private static final Database UNUSED =
            Database.over(Jdbi.create("jdbc:postgresql://127.0.0.1:1/none"));

    private static final Log UNUSED_LOG = new Log(RunningApi.NO_LOG, new SimpleMeterRegistry());

    @Test
    void theContractAndTheRoutesHaveTheSameOperationsAndParameters() {
        Map<String, Set<String>> served = new TreeMap<>();
        Stream.concat(open().stream(), management().stream())
                .forEach(
                        route ->
                                served.put(
                                        route.method() + " " + route.path(),
                                        new TreeSet<>(route.parameters())));
        assertEquals(CONTRACT.operations(), served);
    }

    @Test
    void whatSaysHowManyDigitsAlsoSaysInWhichUnits() {
        Set<String> units =
                Set.of("units", "temperature_unit", "wind_speed_unit", "precipitation_unit");
        CONTRACT.operations()
                .forEach(
                        (operation, parameters) ->
                                assertTrue(
                                        parameters.containsAll(units)
                                                || !parameters.contains("digits"),
                                        operation));
    }

    @Test
    void whatIsDeprecatedIsMarkedInTheContract() {
        Set<String> deprecated = new TreeSet<>();
        for (Endpoint route : open()) {
            String name = route.method() + " " + route.path();
            route.deprecation().ifPresent(one -> deprecated.add(name));
            route.deprecatedParameters()
                    .keySet()
                    .forEach(parameter -> deprecated.add(name + " " + parameter));
        }
        assertEquals(CONTRACT.deprecated(), deprecated);
    }

    @Test
    void theContractSaysWhichPathsAreForOperators() {
        open().forEach(route -> assertFalse(CONTRACT.isForOperators(route.path()), route.path()));
        management()
                .forEach(route -> assertTrue(CONTRACT.isForOperators(route.path()), route.path()));
    }

    @Test
    void refusesAnAnswerWithAFieldTooMany() {
        assertThrows(
                AssertionFailedError.class,
                () ->
                        CONTRACT.validate(
                                "/components/schemas/Liveness",
                                "{\"status\":\"live\",\"more\":1}"));
    }

    @Test
    void refusesAnAnswerWithoutARequiredField() {
        assertThrows(
                AssertionFailedError.class,
                () ->
                        CONTRACT.validate(
                                "/components/schemas/Driver", "{\"measure\":\"x\",\"value\":1}"));
    }

    @Test
    void refusesAPlaceWithAFieldTooMany() {
        AssertionFailedError error =
                assertThrows(
                        AssertionFailedError.class,
                        () ->
                                CONTRACT.validate(
                                        "/components/schemas/Place", "{\"colour\":\"red\"}"));
        assertEquals(true, error.getMessage().contains("colour"), error.getMessage());
    }

    private static List<? extends Endpoint> open() {
        return Routes.open(
                Postgres.of(UNUSED),
                Optional.of(UNUSED_LOG),
                RunningApi.noLimits(),
                RunningApi.exports(UNUSED),
                RunningApi.preferences(UNUSED, Optional.of(UNUSED_LOG)),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private static List<? extends Endpoint> management() {
        return Routes.management(
                Postgres.of(UNUSED),
                new FlinkCluster(Optional.empty(), Clock.systemUTC()),
                Optional.empty(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }
}
