package io.outpost.api.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.api.place.Area.Circle;
import org.junit.jupiter.api.Test;

final class AreaTest {

    @Test
    void theBoxAroundACircleIsWiderNearThePoles() {
        Area equator = Area.around(new Circle(0, 10, 111_195));
        assertEquals(9, equator.west(), 1e-4);
        assertEquals(1, equator.north(), 1e-4);
        Area north = Area.around(new Circle(60, 10, 111_195));
        assertEquals(8, north.west(), 2e-3);
        assertEquals(12, north.east(), 2e-3);
    }

    @Test
    void aCircleOverAPoleTakesAllLongitudes() {
        Area pole = Area.around(new Circle(89.9, 10, 50_000));
        assertEquals(-180, pole.west());
        assertEquals(180, pole.east());
        assertEquals(90, pole.north());
    }

    @Test
    void aCircleMayCrossTheAntimeridian() {
        assertTrue(Area.around(new Circle(0, 179.5, 111_195)).crossesAntimeridian());
        assertTrue(Area.around(new Circle(0, -179.5, 111_195)).crossesAntimeridian());
        assertFalse(Area.around(new Circle(0, 0, 111_195)).crossesAntimeridian());
    }

    @Test
    void aCircleMayHoldTheWholeEarth() {
        Area earth = Area.around(new Circle(0, 0, 20_100_000));
        assertEquals(-90, earth.south());
        assertEquals(180, earth.east());
    }
}
