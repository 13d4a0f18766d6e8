package io.outpost.cli.replay.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes down what a replay sent, one JSON object per line, each on disk before the next step, so
 * that a later check can balance topics and tables against it. Events, in order:
 *
 * <ul>
 *   <li>{@code start}: mapping, files with sha256 and rows, rows not readable, topic, schemaId,
 *       toSend
 *   <li>{@code acknowledged}, every few seconds: the counts so far (see {@link
 *       SentAccount.Snapshot}); what was sent after the last of them is unknown when the process
 *       was killed
 *   <li>{@code end}: the final counts; {@code complete} is false when it was interrupted or failed,
 *       and {@code unacknowledged} then says how many records may or may not be in the topic
 *   <li>{@code outcome}, with --wait: what became of them
 * </ul>
 */
public final class Ledger implements AutoCloseable {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock;
    private final Path file;
    private final FileChannel channel;

    private Ledger(Clock clock, Path file, FileChannel channel) {
        this.clock = clock;
        this.file = file;
        this.channel = channel;
    }

    /** Starts a new file {@code <time>-<name>.jsonl} in the folder. */
    public static Ledger create(Path folder, String name, Clock clock) throws IOException {
        Files.createDirectories(folder);
        String safeName = name.replaceAll("[^A-Za-z0-9._-]+", "_");
        Path file = folder.resolve(STAMP.format(clock.instant()) + "-" + safeName + ".jsonl");
        return new Ledger(
                clock,
                file,
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    public Path file() {
        return file;
    }

    /**
     * Appends an event and waits until it is on disk.
     *
     * @param content becomes a JSON object
     */
    public synchronized void append(String event, Object content) throws IOException {
        ObjectNode line = json.createObjectNode();
        line.put("event", event);
        line.put("at", Instant.now(clock).toString());
        line.setAll((ObjectNode) json.valueToTree(content));
        ByteBuffer bytes =
                ByteBuffer.wrap(
                        (json.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
