package io.outpost.cli.replay.send;

import io.outpost.cli.stack.Endpoints;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;

/**
 * The ids of the schemas that senders write with; the registry gets those that it does not have.
 */
public final class SchemaIds {
    private final SchemaRegistry registry;

    public SchemaIds(Endpoints endpoints) {
        this.registry = new SchemaRegistry(endpoints.registryUrl());
    }

    public int of(RecordType type) throws RegistryUnavailableException {
        return registry.register(type.subject(), type.schema());
    }
}
