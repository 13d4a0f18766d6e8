package io.outpost.e2e.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends signals through a shell that waits for them, so that a process is hit within a millisecond.
 * Only processes that carry the stack's id on their command line are ever sent one.
 */
final class Signals implements AutoCloseable {
    private final String stackId;
    private final Process shell;
    private final Writer in;
    private final BufferedReader out;
    private final Set<Long> stopped = new HashSet<>();
    private final Thread onExit = new Thread(this::resumeAll, "resume");

    Signals(String stackId) throws IOException {
        this.stackId = stackId;
        this.shell = new ProcessBuilder("sh").redirectErrorStream(true).start();
        this.in = new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.UTF_8);
        this.out =
                new BufferedReader(
                        new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /**
     * STOP, CONT or KILL; returns when all have been sent it, and how many these were: one that has
     * ended is left out.
     */
    synchronized int send(String signal, List<Long> pids) throws IOException {
        StringBuilder command = new StringBuilder();
        List<Long> reached = pids.stream().filter(pid -> pid > 1 && isOfStack(pid)).toList();
        for (long pid : reached) {
            if (signal.equals("STOP")) {
                stopped.add(pid);
            } else {
                stopped.remove(pid);
            }
            command.append("kill -").append(signal).append(' ').append(pid).append('\n');
        }
        in.write(command.append("echo sent\n").toString());
        in.flush();
        String answer = out.readLine();
        while (answer != null && !answer.equals("sent")) {
            answer = out.readLine();
        }
        if (answer == null) {
            throw new IOException("the shell that sends signals has ended");
        }
        return reached.size();
    }

    /** Nothing stays frozen, however this program ends. */
    private synchronized void resumeAll() {
        for (long pid : stopped) {
            if (isOfStack(pid)) {
                try {
                    new ProcessBuilder("kill", "-CONT", Long.toString(pid)).start().waitFor();
                } catch (IOException e) {
                    System.err.println("process " + pid + " is still stopped: " + e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        stopped.clear();
    }

    private boolean isOfStack(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .filter(line -> line.contains(stackId))
                .isPresent();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onExit);
        resumeAll();
        shell.destroy();
    }
}
