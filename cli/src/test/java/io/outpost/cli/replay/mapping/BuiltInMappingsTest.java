package io.outpost.cli.replay.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.send.PlaceEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInMappingsTest {
    private final BuiltInMappings mappings = new BuiltInMappings();

    @Test
    void allCanBeRead() {
        assertEquals(
                List.of(
                        "nycflights13",
                        "beijing",
                        "metar",
                        "bdg1",
                        "lcd",
                        "appliances",
                        "snotel-428",
                        "rofental",
                        "kamloops",
                        "uscrn-2020"),
                mappings.all().stream().map(Mapping::name).toList());
    }

    @Test
    void everyPlaceHasANameATimeZoneAndAPositionWhereItsSetHasOne() {
        for (Mapping mapping : mappings.all()) {
            for (PlaceEntry place : mapping.places()) {
                boolean unknown = place.id().matches("bdg1-.*|house-.*(?<!airport)");
                assertEquals(unknown, place.latitude() == null, place.id());
                assertEquals(unknown, place.longitude() == null, place.id());
                assertTrue(!place.name().equals(place.id()), place.id());
                assertTrue(!place.timeZone().equals("UTC"), place.id());
            }
        }
    }

    @Test
    void newYorkHasThreePlacesAndBeijingTwelve() {
        assertEquals(3, mappings.named("nycflights13").orElseThrow().places().size());
        assertEquals(12, mappings.named("beijing").orElseThrow().places().size());
    }
}
