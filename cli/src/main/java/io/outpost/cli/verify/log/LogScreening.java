package io.outpost.cli.verify.log;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Screens the records of the log in its order, and keeps why each rejected one is. */
final class LogScreening {
    private final RecordReader reader;
    private final PlaceShares shares;
    private final Hash64 hash = new Hash64();
    private final Map<Long, DeadLetter> deadLetters = new HashMap<>();

    /**
     * Nothing is there yet.
     *
     * @param isDocument whether a text is the document of a preference
     */
    LogScreening(
            Schemas schemas, int partitions, PlaceBounds bounds, Predicate<String> isDocument) {
        reader = new RecordReader(schemas, partitions, isDocument);
        shares = new PlaceShares(bounds);
    }

    /** Of all that it has rejected, by position in the log. */
    Map<Long, DeadLetter> deadLetters() {
        return deadLetters;
    }

    /** Ledgers count what was sent as an observation, whatever its bytes. */
    boolean mayBeOfASender(byte[] value) {
        try {
            return reader.type(value) == RecordReader.Type.OBSERVATION;
        } catch (RejectedException e) {
            return true;
        }
    }

    /**
     * Takes the next record of its partition and counts it.
     *
     * @return null when it names no place
     */
    LogRecord screen(
            ConsumerRecord<byte[], byte[]> logged,
            long received,
            long contentHash,
            PartitionCounts partition) {
        try {
            RecordReader.requireSize(logged);
            RecordReader.Type type = reader.type(logged.value());
            partition.ticks += type == RecordReader.Type.TICK ? 1 : 0;
            return switch (type) {
                case PLACE -> parameters(logged, received, partition);
                case OBSERVATION -> observation(logged, received, contentHash);
                case PREFERENCE -> preference(logged, received, contentHash, partition);
                case TICK -> null;
            };
        } catch (RejectedException e) {
            partition.rejected++;
            return reject(logged, received, e);
        }
    }

    private LogRecord parameters(
            ConsumerRecord<byte[], byte[]> logged, long received, PartitionCounts partition)
            throws RejectedException {
        LoggedParameters parameters = reader.parameters(logged, received);
        shares.take(parameters);
        partition.parameters++;
        return parameters;
    }

    private LogRecord preference(
            ConsumerRecord<byte[], byte[]> logged,
            long received,
            long contentHash,
            PartitionCounts partition)
            throws RejectedException {
        LoggedPreference preference = reader.preference(logged, received, contentHash);
        shares.take(preference);
        partition.preferences++;
        return preference;
    }

    private LogRecord observation(
            ConsumerRecord<byte[], byte[]> logged, long received, long contentHash)
            throws RejectedException {
        LoggedObservation observation = reader.observation(logged, received, contentHash);
        shares.take(observation);
        return observation;
    }

    /** Null when it names no place. */
    private LogRecord reject(
            ConsumerRecord<byte[], byte[]> logged, long received, RejectedException why) {
        Cut cut = Cut.of(logged);
        deadLetters.put(
                LogRecord.position(logged.partition(), logged.offset()),
                new DeadLetter(
                        why.getMessage(),
                        hash.of(cut.key(), cut.value()),
                        hash.ofHeaders(cut.headers()),
                        cut.facts(),
                        received));
        return why.placeId() == null
                ? null
                : new LoggedRejection(
                        why.placeId(),
                        logged.partition(),
                        logged.offset(),
                        received,
                        why.getMessage());
    }
}
