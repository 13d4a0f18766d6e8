package io.outpost.cli.reconcile;

import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.UnknownSchemaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Of a compacted topic the newest message of a key is all that counts. The job sends none again
 * that is there already, which may have come before one that was withdrawn.
 */
final class OverwrittenPlaces implements WithdrawnSends<Place> {
    private final WriterSpan writers;
    private final MessageDecoder<Place> decoder;
    private final Connection connection;
    private final Map<String, Place> newest = new HashMap<>();
    private final Set<String> concerned = new HashSet<>();

    OverwrittenPlaces(WriterSpan writers, MessageDecoder<Place> decoder, Connection connection) {
        this.writers = writers;
        this.decoder = decoder;
        this.connection = connection;
    }

    @Override
    public Kind<Place> kind() {
        return Kind.PLACES;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> read) throws RegistryUnavailableException {
        String id = new String(read.key(), StandardCharsets.UTF_8);
        if (writers.holds(WriterSpan.epochOf(read))) {
            concerned.add(id);
        }
        try {
            newest.put(
                    id,
                    read.value() == null
                            ? kind().tombstone().apply(id)
                            : decoder.decode(read.value()));
        } catch (UnknownSchemaException | IOException | RuntimeException e) {
            newest.remove(id);
        }
    }

    /** A place without a row has no value. */
    @Override
    public List<Place> missing() throws SQLException {
        Map<String, Place> due = new HashMap<>();
        concerned.forEach(id -> due.put(id, kind().tombstone().apply(id)));
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT * FROM outpost.places WHERE place_id = ANY (?)")) {
            query.setArray(1, connection.createArrayOf("text", concerned.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Place place = kind().row().read(row);
                    due.put(place.getPlaceId(), place);
                }
            }
        } finally {
            // The next reading sees what has come meanwhile.
            connection.rollback();
        }
        return due.values().stream()
                .filter(place -> !place.equals(newest.get(place.getPlaceId())))
                .toList();
    }
}
