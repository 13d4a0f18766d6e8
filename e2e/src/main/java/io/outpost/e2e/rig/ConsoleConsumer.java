package io.outpost.e2e.rig;

import io.outpost.cli.console.CommandException;
import io.outpost.schemas.Alert;
import io.outpost.schemas.wire.AlertReader;
import io.outpost.schemas.wire.AlertReader.NoAlertException;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's own console consumer reads what is committed to the topic of alerts, from its beginning
 * on: a process for each partition. A group would read again what it had not committed when the
 * broker was killed.
 */
public final class ConsoleConsumer implements AutoCloseable {
    private static final String TOPIC = Topic.ALERTS.topicName();
    private static final String MAIN = "org.apache.kafka.tools.consumer.ConsoleConsumer";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int MOST_LOOKS = 240;

    private final AlertReader alerts;
    private final List<Printed> printed = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final Thread onExit = new Thread(this::end, "end the console consumers");
    private String failure = "";

    /** An alert that it has printed, and where it stands in the topic. */
    public record Printed(int partition, long offset, Alert alert) {}

    private ConsoleConsumer(String registryUrl) {
        this.alerts = new AlertReader(new SchemaRegistry(registryUrl));
    }

    /** Returns at once; of partitions that are added later nothing is read. */
    public static ConsoleConsumer start(LocalStack stack)
            throws IOException, InterruptedException, ExecutionException {
        ConsoleConsumer consumer = new ConsoleConsumer(stack.registryUrl());
        Runtime.getRuntime().addShutdownHook(consumer.onExit);
        Collection<TopicPartition> partitions;
        try (LogOffsets offsets = new LogOffsets(stack.kafka(), TOPIC)) {
            partitions = offsets.ends().keySet();
        }
        for (TopicPartition partition : partitions) {
            consumer.read(stack, partition.partition());
        }
        return consumer;
    }

    private void read(LocalStack stack, int partition) throws IOException {
        Path log = Files.createTempFile("outpost-console-consumer", ".log");
        Process process =
                new ProcessBuilder(command(stack, partition)).redirectError(log.toFile()).start();
        processes.add(process);
        Thread reader = new Thread(() -> read(process, log), "console consumer " + partition);
        reader.setDaemon(true);
        reader.start();
    }

    private static List<String> command(LocalStack stack, int partition) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // It would log to where it prints what it reads.
                "-Dlog4j2.level=OFF",
                "-cp",
                new Build(stack.home()).kafkaToolsClasspath(),
                MAIN,
                "--bootstrap-server=" + stack.kafka(),
                "--topic=" + TOPIC,
                "--partition=" + partition,
                "--offset=earliest",
                "--isolation-level=read_committed",
                "--formatter-property=print.partition=true",
                "--formatter-property=print.offset=true",
                "--formatter-property=value.deserializer=org.apache.kafka.common.serialization.BytesDeserializer");
    }

    private void read(Process process, Path log) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(ConsoleLine.parse(line));
            }
            fail("The console consumer has ended; see " + log);
        } catch (IOException
                | IllegalArgumentException
                | NoAlertException
                | RegistryUnavailableException e) {
            fail(e + "; see " + log);
        }
    }

    private void add(ConsoleLine line) throws NoAlertException, RegistryUnavailableException {
        Alert alert = alert(line.value());
        synchronized (printed) {
            printed.add(new Printed(line.partition(), line.offset(), alert));
        }
    }

    /** The registry may be among what was killed: its schema is waited for. */
    private Alert alert(byte[] value) throws NoAlertException, RegistryUnavailableException {
        for (int left = MOST_LOOKS; ; left--) {
            try {
                return alerts.read(value);
            } catch (RegistryUnavailableException e) {
                if (left == 0) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private void fail(String why) {
        synchronized (printed) {
            failure = failure.isEmpty() ? why : failure;
        }
    }

    /**
     * All so far, of each partition in its order.
     *
     * @throws CommandException when it reads no more
     */
    public List<Printed> printed() {
        synchronized (printed) {
            if (!failure.isEmpty()) {
                throw new CommandException(failure);
            }
            return List.copyOf(printed);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onExit);
        end();
    }

    private void end() {
        processes.forEach(Process::destroy);
    }
}
