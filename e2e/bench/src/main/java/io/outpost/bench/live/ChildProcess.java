package io.outpost.bench.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A JVM of this program's own class path that ends with this process at the latest. Lines that it
 * marks are handed on; of all others the last ones are kept, to tell why it ended.
 */
final class ChildProcess implements AutoCloseable {
    /** What the lines that are handed on begin with. */
    static final String MARK = "live: ";

    private static final int TAIL_LINES = 30;
    private static final int STOP_SECONDS = 20;

    private final String name;
    private final Process process;
    private final Thread reader;
    private final Thread hook;
    private final Deque<String> tail = new ArrayDeque<>();

    private ChildProcess(String name, Process process, Consumer<String> lines) {
        this.name = name;
        this.process = process;
        this.hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        this.reader = new Thread(() -> read(lines), name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts it.
     *
     * @param jvm heap and other options
     * @param lines told each marked line without its mark, in a thread of its own
     */
    static ChildProcess start(
            Class<?> main, List<String> jvm, List<String> arguments, Consumer<String> lines)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-Duser.timezone=UTC");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new ChildProcess(main.getSimpleName(), process, lines);
    }

    /** In the process itself: nothing may go on for ever when the one that started it is gone. */
    static void endWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(
                        parent ->
                                parent.onExit()
                                        .thenRun(() -> Runtime.getRuntime().halt(1))
                                        .isDone());
    }

    /** In the process itself: tells a line to the one that started it. */
    static void tell(String line) {
        System.out.println(MARK + line);
    }

    long pid() {
        return process.pid();
    }

    /** Ends it without a chance to clean up, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Fails when it is not running any more.
     *
     * @throws IOException with its last words
     */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(name + " has ended:\n" + lastWords());
        }
    }

    /**
     * Waits until it has ended by itself and all its lines were handed on.
     *
     * @throws IOException when it takes longer, or ends with an error
     */
    void awaitEnd(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException(name + " does not end:\n" + lastWords());
        }
        reader.join(limit.toMillis());
        if (process.exitValue() != 0) {
            throw new IOException(name + " failed:\n" + lastWords());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // This process is ending, and its hooks run already.
        }
    }

    private void read(Consumer<String> lines) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(MARK)) {
                    lines.accept(line.substring(MARK.length()));
                } else {
                    keep(line);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            keep(e.toString());
        }
    }

    private synchronized void keep(String line) {
        tail.add(line);
        if (tail.size() > TAIL_LINES) {
            tail.remove();
        }
    }

    private synchronized String lastWords() {
        return String.join("\n", tail);
    }
}
