package io.outpost.cli.send;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.cli.console.CommandException;
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
 * Writes down what a sender sent, one JSON object per line, each on disk before the next step, so
 * that a later check can balance topics and tables against it. Events, in order:
 *
 * <ul>
 *   <li>{@code start}: what is sent, topic, schemaId; of a replay the files with sha256 and rows
 *       too
 *   <li>{@code acknowledged}, every few seconds: the counts so far (see {@link SendLog.Snapshot});
 *       what was sent after the last of them is unknown when the process was killed
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
    public static Ledger create(Path folder, String name, Clock clock) {
        String safeName = name.replaceAll("[^A-Za-z0-9._-]+", "_");
        Path file = folder.resolve(STAMP.format(clock.instant()) + "-" + safeName + ".jsonl");
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new Ledger(clock, file, channel);
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    public Path file() {
        return file;
    }

    /**
     * Appends an event and waits until it is on disk.
     *
     * @param content becomes a JSON object
     */
    public synchronized void append(String event, Object content) {
        ObjectNode line = json.createObjectNode();
        line.put("event", event);
        line.put("at", Instant.now(clock).toString());
        line.setAll((ObjectNode) json.valueToTree(content));
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private static CommandException notWritable(IOException cause) {
        return new CommandException("The ledger cannot be written: " + cause.getMessage(), cause);
    }
}
