package io.outpost.cli.replay;

import io.outpost.cli.replay.mapping.PlaceEntry;
import io.outpost.cli.replay.outcome.ResultStore;
import io.outpost.cli.replay.send.PlaceRegistration;
import io.outpost.cli.replay.send.SchemaIds;
import io.outpost.cli.stack.Endpoints;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The places that table outpost.places has; the others are sent to the log. */
public final class KnownPlaces {
    private final ResultStore store;

    public KnownPlaces(ResultStore store) {
        this.store = store;
    }

    /**
     * Registers those that are not there yet, and returns when they are acknowledged.
     *
     * @return how many they were
     */
    public int complete(Collection<PlaceEntry> places, Endpoints endpoints)
            throws SQLException, RegistryUnavailableException, InterruptedException {
        List<PlaceEntry> missing = missing(places);
        if (!missing.isEmpty()) {
            int schemaId = new SchemaIds(endpoints).of(RecordType.PLACE);
            new PlaceRegistration(endpoints.kafkaBootstrapServers(), schemaId).register(missing);
        }
        return missing.size();
    }

    /** Those that the table does not have with the same parameters. */
    List<PlaceEntry> missing(Collection<PlaceEntry> places) throws SQLException {
        Map<String, PlaceEntry> there = store.places(places.stream().map(PlaceEntry::id).toList());
        return places.stream().filter(place -> !place.equals(there.get(place.id()))).toList();
    }
}
