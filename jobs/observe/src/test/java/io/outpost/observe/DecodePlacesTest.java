package io.outpost.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.place.Origin;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DecodePlacesTest {
    private final DecodePlaces decoder =
            new DecodePlaces(
                    new SchemaRegistry("http://127.0.0.1:1"),
                    outage -> {
                        throw new AssertionError("a removal needs no schema", outage);
                    });

    @Test
    void aRecordWithoutValueRemovesThePlaceOfItsKey() {
        Inbound removal = removal("trailhead");
        assertEquals("trailhead", removal.placeId());
        assertTrue(removal.version().removed());
    }

    @Test
    void aRemovalWhoseKeyCannotBeAnIdIsRefused() {
        assertEquals(RejectionReason.MISSING_PLACE, removal(" ").rejected().reason());
        assertEquals(RejectionReason.ID_TOO_LONG, removal("x".repeat(257)).rejected().reason());
        assertEquals(RejectionReason.CONTROL_CHARACTER, removal("a\u0000b").rejected().reason());
        assertEquals(RejectionReason.MISSING_PLACE, decode(null).rejected().reason());
    }

    private Inbound removal(String key) {
        return decode(key.getBytes(StandardCharsets.UTF_8));
    }

    private Inbound decode(byte[] key) {
        Origin origin = new Origin(0, 7, key, null, null, null);
        return decoder.decode(new SourceRecord(Topic.PLACES.topicName(), 0, origin));
    }
}
