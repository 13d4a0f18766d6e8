package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The broker: one node that is its own KRaft controller. */
final class KafkaPart implements Part {
    private static final int HEAP_MEBIBYTES = 512;

    private final Stack stack;
    private Path serverProperties;
    private Path log4j;

    KafkaPart(Stack stack) {
        this.stack = stack;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String address() {
        return Ports.address(stack.ports().kafka());
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        serverProperties =
                stack.data()
                        .render(
                                "kafka-server.properties",
                                Map.of(
                                        "broker", address(),
                                        "controller",
                                                Ports.address(stack.ports().kafkaController()),
                                        "log.dirs", logFolder()));
        log4j = stack.data().render("kafka-log4j2.properties", Map.of());
        Path formatted = stack.data().kafka().resolve("formatted");
        if (Files.notExists(formatted)) {
            Folders.deleteIfExists(logFolder());
            format();
            Files.createFile(formatted);
        }
    }

    @Override
    public Launch launch() {
        return stack.java()
                .heapMebibytes(HEAP_MEBIBYTES)
                .options("-XX:MaxDirectMemorySize=128m", "-XX:+ExitOnOutOfMemoryError")
                .options(stack.sharedClasses(name(), "kafka"))
                .options("-Dlog.file=" + stack.data().log("kafka-server"))
                .options("-Dlog4j2.configurationFile=" + log4j.toUri())
                .main(classpath(), "kafka.Kafka", List.of(serverProperties.toString()));
    }

    @Override
    public boolean ready() {
        return Probe.listens(stack.ports().kafka());
    }

    private void format() throws IOException, InterruptedException {
        Launch format =
                stack.java()
                        .frugal()
                        .heapMebibytes(128)
                        .options(stack.sharedClasses("kafka-format", "kafka"))
                        .options("-Dlog.file=" + stack.data().log("kafka-server"))
                        .options("-Dlog4j2.configurationFile=" + log4j.toUri())
                        .main(classpath(), "kafka.tools.StorageTool", formatArguments());
        if (format.run(stack.data().log(name())) != 0) {
            throw new CommandException(
                    "Kafka's folder could not be made; see " + stack.data().log(name()));
        }
    }

    private List<String> formatArguments() {
        return List.of(
                "format",
                "--standalone",
                // In one word: an id may begin with a dash, which would be taken for an option.
                "--cluster-id=" + randomClusterId(),
                "-c",
                serverProperties.toString());
    }

    /** Kafka writes ids as 16 bytes in URL-safe base 64 without padding. */
    private static String randomClusterId() {
        UUID uuid = UUID.randomUUID();
        byte[] bytes =
                ByteBuffer.allocate(16)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String classpath() {
        return stack.distribution().classpath("kafka");
    }

    private Path logFolder() {
        return stack.data().kafka().resolve("log");
    }
}
