package io.outpost.e2e.burst;

import io.outpost.cli.console.CommandException;
import io.outpost.e2e.rig.Build;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogOffsets;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's own console consumer reads what is committed to the topic of alerts, from its beginning
 * on: a process for each partition. A group would read again what it had not committed when the
 * broker was killed.
 */
final class ConsoleConsumer implements AutoCloseable {
    private static final String TOPIC = Topic.ALERTS.topicName();
    private static final String MAIN = "org.apache.kafka.tools.consumer.ConsoleConsumer";

    private final AlertReader alerts;
    private final List<TopicAlert> seen = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final Thread onExit = new Thread(this::end, "end the console consumers");
    private String failure = "";

    private ConsoleConsumer(String registryUrl) {
        this.alerts = new AlertReader(new SchemaRegistry(registryUrl));
    }

    static ConsoleConsumer start(LocalStack stack)
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
        synchronized (seen) {
            Alert alert = alerts.read(line.value());
            seen.add(
                    new TopicAlert(
                            line.partition(),
                            line.offset(),
                            alert.getAlertId(),
                            alert.getPlaceId(),
                            alert.getPreferenceId() == null));
        }
    }

    private void fail(String why) {
        synchronized (seen) {
            failure = failure.isEmpty() ? why : failure;
        }
    }

    /**
     * What it has printed so far of a burst.
     *
     * @throws CommandException when it reads no more
     */
    List<TopicAlert> of(BurstPlan plan) {
        synchronized (seen) {
            if (!failure.isEmpty()) {
                throw new CommandException(failure);
            }
            return seen.stream()
                    .filter(one -> one.placeId().startsWith(plan.placePrefix()))
                    .toList();
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
