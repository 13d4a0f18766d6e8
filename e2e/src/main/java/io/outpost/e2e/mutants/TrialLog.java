package io.outpost.e2e.mutants;

import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogRecords;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A small log made by hand: places of which each has one thing that a mutant gets wrong, and places
 * where it is hot for an hour and cool for an hour, in turn. All of it lies weeks back.
 */
final class TrialLog implements AutoCloseable {
    static final String STEADY = "steady";
    static final String REPEATED = "repeated";
    static final String BELATED = "belated";
    static final String RENEWED = "renewed";
    static final String HEAT = "heat-";

    private static final int INTERVAL_SECONDS = 60;
    private static final int HEAT_PLACES = 20;
    private static final double HOT_CELSIUS = 36;
    private static final double COOL_CELSIUS = 17;
    private static final long DAYS_BACK = 60;

    private final Instant begin =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(DAYS_BACK, ChronoUnit.DAYS);
    private final KafkaProducer<byte[], byte[]> producer;
    private final LogRecords records;
    private int minutesOfHeat;

    TrialLog(LocalStack stack) throws RegistryUnavailableException {
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", stack.kafka());
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        records = new LogRecords(stack.registryUrl());
    }

    /** What needs no fault beside it to be got wrong. */
    void sendFolded() throws Exception {
        List<ProducerRecord<byte[], byte[]>> log = new ArrayList<>();
        for (int minute = 0; minute < 90; minute++) {
            log.add(at(STEADY, minute, 20 + minute % 13));
        }
        for (int minute = 0; minute < 90; minute++) {
            log.add(at(REPEATED, minute, 21));
            if (minute >= 3) {
                log.add(at(REPEATED, minute - 3, 21));
            }
        }
        int daysLater = (int) Duration.ofDays(9).toMinutes();
        for (int minute = 0; minute < 3; minute++) {
            log.add(at(BELATED, minute, 19));
        }
        for (int minute = 0; minute < 3; minute++) {
            log.add(at(BELATED, daysLater + minute, 18));
        }
        for (int minute = 5; minute < 8; minute++) {
            log.add(at(BELATED, minute, 20));
        }
        send(log);
    }

    /** The next minutes of the places where it is hot by turns. */
    void sendHeat(int minutes, boolean hot) throws Exception {
        List<ProducerRecord<byte[], byte[]>> log = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            for (int place = 0; place < HEAT_PLACES; place++) {
                double celsius = (hot ? HOT_CELSIUS : COOL_CELSIUS) + place % 5 * 0.25;
                log.add(at(HEAT + (10 + place), minutesOfHeat, celsius));
            }
            minutesOfHeat++;
        }
        send(log);
    }

    /** Registers a later version of the schema, as a newer sender would; returns its id. */
    int registerNewerSchema() throws RegistryUnavailableException {
        return records.registerNewerSchema();
    }

    /** Observations with the newer schema. */
    void sendRenewed(int newerSchemaId) throws Exception {
        List<ProducerRecord<byte[], byte[]>> log = new ArrayList<>();
        for (int minute = 0; minute < 30; minute++) {
            log.add(LogRecords.newerObservation(newerSchemaId, RENEWED, instant(minute)));
        }
        send(log);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private ProducerRecord<byte[], byte[]> at(String place, int minute, double celsius) {
        return records.observation(place, instant(minute), INTERVAL_SECONDS, celsius);
    }

    private Instant instant(int minute) {
        return begin.plus(minute, ChronoUnit.MINUTES);
    }

    /** Returns when the broker has all. */
    private void send(List<ProducerRecord<byte[], byte[]>> log) throws Exception {
        List<Future<RecordMetadata>> sent = log.stream().map(producer::send).toList();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }
}
