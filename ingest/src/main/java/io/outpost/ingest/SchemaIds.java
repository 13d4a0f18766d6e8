package io.outpost.ingest;

import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The registry's ids of our schemas of records of the log: asked once each, and kept. Who wants one
 * meanwhile waits for the answer. For a moment after the registry has not answered nobody waits:
 * all are rejected at once. Thread-safe.
 */
public final class SchemaIds {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** For how long it is not asked after it has not answered. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final SchemaRegistry registry;
    private final String logTopic;
    private final LongSupplier nanoTime;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Map<RecordType, Integer> known = Map.of();

    /** Why it was not answered, and until when that holds; null: it was, or was not asked. */
    private volatile Failure failure;

    private record Failure(RegistryUnavailableException cause, long untilNanos) {}

    /**
     * @param url of the registry's Confluent API
     */
    public SchemaIds(String url, String logTopic) {
        this(url, logTopic, System::nanoTime);
    }

    SchemaIds(String url, String logTopic, LongSupplier nanoTime) {
        this.registry = new SchemaRegistry(url, TIMEOUT);
        this.logTopic = logTopic;
        this.nanoTime = nanoTime;
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
        rejectAfterFailure();
        awaitTurn();
        try {
            Integer id = known.get(type);
            if (id != null) {
                return id;
            }
            rejectAfterFailure();
            int found = registry.registerVersion(type.subject(logTopic), type.schema());
            Map<RecordType, Integer> more = new EnumMap<>(RecordType.class);
            more.putAll(known);
            more.put(type, found);
            known = more;
            return found;
        } catch (RegistryUnavailableException e) {
            failure = new Failure(e, nanoTime.getAsLong() + PAUSE.toNanos());
            throw unavailable(e);
        } finally {
            asking.unlock();
        }
    }

    private void awaitTurn() throws LogUnavailableException {
        try {
            if (!asking.tryLock(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LogUnavailableException("The schema registry is being asked.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("Interrupted while the registry was asked.", e);
        }
    }

    private void rejectAfterFailure() throws LogUnavailableException {
        Failure last = failure;
        if (last != null && nanoTime.getAsLong() - last.untilNanos() < 0) {
            throw unavailable(last.cause());
        }
    }

    private static LogUnavailableException unavailable(RegistryUnavailableException cause) {
        return new LogUnavailableException(
                "The schema registry does not answer, and the schema's id is not known yet.",
                cause);
    }
}
