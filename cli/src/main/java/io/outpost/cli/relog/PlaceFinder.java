package io.outpost.cli.relog;

import io.outpost.cli.relog.LogInOrder.Received;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.RejectionReason;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.RegistryOutage;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.schemas.wire.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Finds the place of a record as the jobs do: by their decoder. */
final class PlaceFinder {
    private final LogDecoder decoder;
    private final int partitions;

    /** What a record is to relog. */
    enum Kind {
        /** It names its place, in the place's partition. */
        OF_PLACE,
        /** It names a place, and is not in the place's partition: rejected. */
        MISPLACED,
        TICK,
        /** It names no place: rejected. */
        UNREADABLE
    }

    /**
     * What was found.
     *
     * @param placeId null: it names none
     * @param input what the job reads; null of a tick and of a preference
     */
    record Found(Kind kind, String placeId, PlaceInput input) {}

    /**
     * @param partitions of the log
     * @param outage called each time that the registry does not answer
     */
    PlaceFinder(String registryUrl, int partitions, RegistryOutage outage) {
        this.partitions = partitions;
        this.decoder =
                new LogDecoder(
                        new WriterSchemas(new SchemaRegistry(registryUrl), outage), partitions);
    }

    Found find(Received received) {
        PlaceInput input = decode(received, received.partition());
        if (input == null) {
            byte[] key = received.logged().key();
            return key == null
                    ? new Found(Kind.TICK, null, null)
                    : new Found(Kind.OF_PLACE, new String(key, StandardCharsets.UTF_8), null);
        }
        if (isMisplaced(input)) {
            return new Found(Kind.MISPLACED, placeOfMisplaced(received), input);
        }
        Kind kind = input.placeId() == null ? Kind.UNREADABLE : Kind.OF_PLACE;
        return new Found(kind, input.placeId(), input);
    }

    /** In its own partition it says which place it names. */
    private String placeOfMisplaced(Received received) {
        for (int partition = 0; partition < partitions; partition++) {
            PlaceInput input = decode(received, partition);
            if (!isMisplaced(input)) {
                return input.placeId();
            }
        }
        throw new IllegalStateException("in no partition: " + received.logged());
    }

    private static boolean isMisplaced(PlaceInput input) {
        return input.deadLetter() != null
                && input.deadLetter().reason() == RejectionReason.WRONG_PARTITION;
    }

    private PlaceInput decode(Received received, int partition) {
        ConsumerRecord<byte[], byte[]> logged = received.logged();
        Header[] headers = logged.headers().toArray();
        String[] names = new String[headers.length];
        byte[][] values = new byte[headers.length][];
        for (int i = 0; i < headers.length; i++) {
            names[i] = headers[i].key();
            values[i] = headers[i].value();
        }
        Origin origin =
                new Origin(partition, logged.offset(), logged.key(), logged.value(), names, values);
        return decoder.decode(new SourceRecord(received.receivedMillis(), true, origin));
    }
}
