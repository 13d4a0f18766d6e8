package io.outpost.cli.simulate.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.send.PlaceEntry;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PlaceVersionsTest {
    private static final List<SimulatedPlace> PLACES = new World(3, 7, "p").places();
    private final PlaceVersions versions = new PlaceVersions(PLACES, 7);

    @Test
    void eachPlaceHasItsTurn() {
        assertEquals(
                List.of(0, 1, 2, 0),
                LongStream.range(0, 4).mapToObj(n -> indexOf(versions.version(n).id())).toList());
    }

    @Test
    void onlyTheAllowedSilenceAndTheHeightOfTheAnemometerChange() {
        PlaceEntry first = PLACES.get(1).entry();
        PlaceEntry changed = versions.version(1);
        assertEquals(first.name(), changed.name());
        assertEquals(first.latitude(), changed.latitude());
        assertEquals(first.timeZone(), changed.timeZone());
        assertNotEquals(changed.staleAfterSeconds(), versions.version(4).staleAfterSeconds());
        assertNotEquals(changed.windHeightMetres(), versions.version(4).windHeightMetres());
    }

    @Test
    void whatChangesFollowsFromTheSeed() {
        for (long number = 0; number < 1000; number++) {
            int seconds = versions.version(number).staleAfterSeconds();
            assertTrue(seconds >= 600 && seconds <= 21_600, seconds + " s");
            double metres = versions.version(number).windHeightMetres();
            assertTrue(metres >= 1 && metres <= 20, metres + " m");
            assertEquals(versions.version(number), new PlaceVersions(PLACES, 7).version(number));
        }
        assertNotEquals(
                versions.version(0).staleAfterSeconds(),
                new PlaceVersions(PLACES, 8).version(0).staleAfterSeconds());
    }

    private static int indexOf(String id) {
        return PLACES.stream().map(SimulatedPlace::id).toList().indexOf(id);
    }
}
