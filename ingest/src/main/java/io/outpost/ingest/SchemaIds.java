package io.outpost.ingest;

import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The registry's ids of our schemas of records of the log: asked once each, and kept. While the
 * registry does not answer, one thread at a time waits for it, and the others are rejected at once.
 */
public final class SchemaIds {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final SchemaRegistry registry;
    private final String logTopic;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Map<RecordType, Integer> known = Map.of();

    /**
     * @param url of the registry's Confluent API
     */
    public SchemaIds(String url, String logTopic) {
        this.registry = new SchemaRegistry(url, TIMEOUT);
        this.logTopic = logTopic;
    }

    /**
     * The id under which records of a type are written.
     *
     * @throws LogUnavailableException when it is not known and the registry does not say
     */
    public int of(RecordType type) throws LogUnavailableException {
        Integer id = known.get(type);
        return id == null ? ask(type) : id;
    }

    private int ask(RecordType type) throws LogUnavailableException {
        if (!asking.tryLock()) {
            throw new LogUnavailableException("The schema registry is being asked.");
        }
        try {
            Integer id = known.get(type);
            if (id != null) {
                return id;
            }
            int found = registry.registerVersion(type.subject(logTopic), type.schema());
            Map<RecordType, Integer> more = new EnumMap<>(RecordType.class);
            more.putAll(known);
            more.put(type, found);
            known = more;
            return found;
        } catch (RegistryUnavailableException e) {
            throw new LogUnavailableException(
                    "The schema registry does not answer, and the schema's id is not known yet.",
                    e);
        } finally {
            asking.unlock();
        }
    }
}
