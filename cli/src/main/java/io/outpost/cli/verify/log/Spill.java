package io.outpost.cli.verify.log;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The records of the log that name a place, on disk in buckets by place: so that the memory needed
 * does not grow with the log. A place's records keep their order.
 */
public final class Spill implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 15;

    private final List<Path> files = new ArrayList<>();
    private final List<DataOutputStream> buckets = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Set<String> places = new HashSet<>();
    private final ByteArrayOutputStream one = new ByteArrayOutputStream();
    private long count;

    /** Makes the files in a folder, which must exist. */
    public Spill(Path folder, int buckets) throws IOException {
        for (int i = 0; i < buckets; i++) {
            Path file = folder.resolve("bucket-" + i);
            files.add(file);
            this.buckets.add(
                    new DataOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)));
        }
    }

    public void add(LogRecord record) throws IOException {
        one.reset();
        RecordBytes.write(record, this::number, new DataOutputStream(one));
        DataOutputStream out = buckets.get(bucketOf(record.placeId()));
        out.writeInt(number(record.placeId()));
        out.writeInt(one.size());
        one.writeTo(out);
        count++;
        places.add(record.placeId());
    }

    /** Ends the writing. */
    public void flush() throws IOException {
        for (DataOutputStream bucket : buckets) {
            bucket.close();
        }
    }

    public int buckets() {
        return files.size();
    }

    public long count() {
        return count;
    }

    /** All places that records name. */
    public Set<String> places() {
        return places;
    }

    public int bucketOf(String placeId) {
        return Math.floorMod((placeId.hashCode() * 0x9E3779B9) >>> 8, files.size());
    }

    /** The records of one bucket, by place. */
    public Bucket bucket(int number) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(files.get(number)));
        return new Bucket(bytes, names);
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }
}
