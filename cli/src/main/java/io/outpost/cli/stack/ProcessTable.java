package io.outpost.cli.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.outpost.cli.stack.RunningStack.Phase;
import io.outpost.cli.stack.RunningStack.RunningJob;
import io.outpost.cli.stack.RunningStack.RunningPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The file that says what runs; the supervisor writes it at every change, other commands read it.
 */
final class ProcessTable {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private final Path file;
    private RunningStack stack;

    /** Begins a new table that has no part yet. */
    ProcessTable(DataFolder data, ProcessIdentity supervisor) {
        this.file = file(data);
        set(new RunningStack(Phase.STARTING, null, supervisor, List.of(), null));
    }

    static Optional<RunningStack> read(DataFolder data) {
        Path file = file(data);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), RunningStack.class));
        } catch (IOException e) {
            throw new UncheckedIOException("Not readable: " + file, e);
        }
    }

    /** What an earlier supervisor wrote must not be taken for what the next one does. */
    static void forget(DataFolder data) throws IOException {
        Files.deleteIfExists(file(data));
    }

    synchronized RunningStack current() {
        return stack;
    }

    void phase(Phase phase) {
        failure(phase, null);
    }

    synchronized void failure(Phase phase, String failure) {
        set(new RunningStack(phase, failure, stack.supervisor(), stack.parts(), stack.job()));
    }

    synchronized void job(RunningJob job) {
        set(
                new RunningStack(
                        stack.phase(), stack.failure(), stack.supervisor(), stack.parts(), job));
    }

    /** Adds the part, or takes the place of the one with the same name. */
    synchronized void put(RunningPart part) {
        List<RunningPart> parts = new ArrayList<>(stack.parts());
        int place = names(parts).indexOf(part.name());
        if (place < 0) {
            parts.add(part);
        } else {
            parts.set(place, part);
        }
        set(
                new RunningStack(
                        stack.phase(),
                        stack.failure(),
                        stack.supervisor(),
                        List.copyOf(parts),
                        stack.job()));
    }

    synchronized void update(String name, UnaryOperator<RunningPart> change) {
        stack.part(name).map(change).ifPresent(this::put);
    }

    private static List<String> names(List<RunningPart> parts) {
        return parts.stream().map(RunningPart::name).toList();
    }

    private void set(RunningStack changed) {
        try {
            AtomicFile.write(file, JSON.writeValueAsString(changed));
        } catch (IOException e) {
            throw new UncheckedIOException("Not writable: " + file, e);
        }
        this.stack = changed;
    }

    private static Path file(DataFolder data) {
        return data.run().resolve("processes.json");
    }
}
