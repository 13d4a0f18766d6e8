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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The file that says what runs; the supervisor writes it at every change, other commands read it.
 */
final class ProcessTable {
    static final ObjectMapper JSON =
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
        set(new RunningStack(Phase.STARTING, null, supervisor, List.of(), List.of()));
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
        set(new RunningStack(phase, failure, stack.supervisor(), stack.parts(), stack.jobs()));
    }

    /** Adds the job, or takes the place of the one with the same name. */
    synchronized void put(RunningJob job) {
        List<RunningJob> jobs = replaced(stack.jobs(), job, known -> known.job() == job.job());
        set(
                new RunningStack(
                        stack.phase(), stack.failure(), stack.supervisor(), stack.parts(), jobs));
    }

    /** Notes why the job could not be started. */
    synchronized void failure(StackJob job, String failure) {
        put(stack.job(job).orElse(RunningJob.none(job, failure)).failing(failure));
    }

    /** Adds the part, or takes the place of the one with the same name. */
    synchronized void put(RunningPart part) {
        List<RunningPart> parts =
                replaced(stack.parts(), part, known -> known.name().equals(part.name()));
        set(
                new RunningStack(
                        stack.phase(), stack.failure(), stack.supervisor(), parts, stack.jobs()));
    }

    synchronized void update(String name, UnaryOperator<RunningPart> change) {
        stack.part(name).map(change).ifPresent(this::put);
    }

    /** The entry in the place of the old one, or at the end when there is none. */
    private static <T> List<T> replaced(List<T> entries, T entry, Predicate<T> isOld) {
        List<T> changed = new ArrayList<>(entries);
        changed.replaceAll(known -> isOld.test(known) ? entry : known);
        if (entries.stream().noneMatch(isOld)) {
            changed.add(entry);
        }
        return List.copyOf(changed);
    }

    private void set(RunningStack changed) {
        try {
            Folders.writeAtomically(file, JSON.writeValueAsString(changed));
        } catch (IOException e) {
            throw new UncheckedIOException("Not writable: " + file, e);
        }
        this.stack = changed;
    }

    private static Path file(DataFolder data) {
        return data.run().resolve("processes.json");
    }
}
