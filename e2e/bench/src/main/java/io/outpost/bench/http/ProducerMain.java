package io.outpost.bench.http;

import io.outpost.bench.fixture.ChildJvm;
import io.outpost.bench.fixture.RecordSender;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A process that sends as fast as the broker acknowledges, with the API's settings of its producer.
 */
public final class ProducerMain {
    private static final int MOST_IN_FLIGHT = 100_000;

    /** Of each place, used over and over: making them is not what is measured. */
    private static final int MINUTES = 500;

    private static final Map<String, Object> SETTINGS =
            Map.of("acks", "all", "linger.ms", 2, "batch.size", 128 << 10);

    private ProducerMain() {}

    /** The task of the process. */
    record Task(String bootstrapServers, int places, int warmUpSeconds, int seconds) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Task task = ChildJvm.task(arguments, Task.class);
        Observations observations = new Observations(task.places());
        byte[][][] values = new byte[MINUTES][task.places()][];
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int place = 0; place < task.places(); place++) {
                values[minute][place] = observations.value(place, minute);
            }
        }
        Semaphore room = new Semaphore(MOST_IN_FLIGHT);
        AtomicLong acknowledged = new AtomicLong();
        Meter meter = new Meter(task.warmUpSeconds(), task.seconds(), acknowledged::get);
        try (RecordSender sender = new RecordSender(task.bootstrapServers(), SETTINGS)) {
            for (long sent = 0; meter.goesOn(); sent++) {
                int place = (int) (sent % task.places());
                room.acquire();
                sender.send(
                        new ProducerRecord<>(
                                Topic.OBSERVATIONS.topicName(),
                                observations.partition(place),
                                observations.key(place),
                                values[(int) (sent / task.places() % MINUTES)][place]),
                        metadata -> {
                            acknowledged.incrementAndGet();
                            room.release();
                        });
            }
        }
        ChildJvm.report(meter.ended(acknowledged.get(), Times.NONE));
    }
}
