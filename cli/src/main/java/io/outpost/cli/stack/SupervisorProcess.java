package io.outpost.cli.stack;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.outpost.cli.stack.RunningStack.Phase;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A supervisor seen from another process: the command that started it, or one that ends it. */
final class SupervisorProcess {
    private static final Duration STOP_LIMIT = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DataFolder data;
    private final ProcessHandle process;
    private long shownBytes;

    SupervisorProcess(DataFolder data, ProcessHandle process) {
        this.data = data;
        this.process = process;
    }

    /**
     * Starts one in its own session, so that Ctrl-C and the terminal's end do not reach its parts.
     */
    static SupervisorProcess start(
            DataFolder data, int portsFrom, StackShape shape, Path conditionsJar)
            throws IOException, InterruptedException {
        Files.deleteIfExists(progressFile(data));
        Files.createFile(progressFile(data));
        ProcessTable.forget(data);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "supervise",
                                "--data=" + data.root(),
                                "--ports-from=" + portsFrom,
                                "--shape="
                                        + ProcessTable.JSON
                                                .writer()
                                                .without(SerializationFeature.INDENT_OUTPUT)
                                                .writeValueAsString(shape)));
        if (conditionsJar != null) {
            arguments.add("--conditions-jar=" + conditionsJar.toAbsolutePath());
        }
        Path home = Distribution.ofLauncher().home();
        Launch java =
                new JavaCommand(data.stackId().orElseThrow())
                        .frugal()
                        .heapMebibytes(96)
                        .options("-Doutpost.home=" + home)
                        .main(
                                new ProgramCopy(data.run().resolve("supervisor"))
                                        .classpath(System.getProperty("java.class.path"), home),
                                "io.outpost.cli.Outpost",
                                arguments);
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(java.command());
        Process process = new Launch(command, java.environment()).start(data.log("supervisor"));
        return new SupervisorProcess(data, process.toHandle());
    }

    static Path progressFile(DataFolder data) {
        return data.run().resolve("progress.log");
    }

    /** Shows the progress until all is ready; false when it failed. */
    boolean awaitRunning(PrintStream out) throws IOException, InterruptedException {
        while (phase().filter(phase -> phase == Phase.RUNNING).isEmpty()) {
            if (!ProcessIdentity.runs(process)) {
                showProgress(out);
                out.println("It did not start; the logs are in " + data.logs());
                return false;
            }
            showProgress(out);
            Await.pause(PAUSE);
        }
        showProgress(out);
        return true;
    }

    /** Shows the progress until the process has ended. */
    void awaitEnd(PrintStream out) throws IOException, InterruptedException {
        while (ProcessIdentity.runs(process)) {
            showProgress(out);
            Await.pause(PAUSE);
        }
        showProgress(out);
    }

    /** True when it has taken everything down, as it was asked to. */
    boolean hasStopped() {
        return phase().filter(phase -> phase == Phase.STOPPED).isPresent();
    }

    /** Leaves out what was shown before now. */
    SupervisorProcess skipProgress() throws IOException {
        shownBytes = Files.exists(progressFile(data)) ? Files.size(progressFile(data)) : 0;
        return this;
    }

    /** Asks it to take everything down, and waits. */
    void stop() {
        process.destroy();
        try {
            if (!Await.holds(STOP_LIMIT, () -> !ProcessIdentity.runs(process))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Phase> phase() {
        return ProcessTable.read(data).map(RunningStack::phase);
    }

    private void showProgress(PrintStream out) throws IOException {
        if (Files.notExists(progressFile(data))) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(progressFile(data).toFile(), "r")) {
            byte[] news = new byte[(int) (file.length() - shownBytes)];
            file.seek(shownBytes);
            file.readFully(news);
            out.write(news, 0, news.length);
            out.flush();
            shownBytes += news.length;
        }
    }

    /** macOS has no setsid program; its Perl, which it has, keeps the process id just as well. */
    private static List<String> ownSession() throws InterruptedException {
        if (Shell.succeeds(List.of("setsid", "true"))) {
            return List.of("setsid");
        }
        if (Shell.succeeds(List.of("perl", "-e", "use POSIX qw(setsid)"))) {
            return List.of("perl", "-e", "use POSIX qw(setsid); setsid(); exec @ARGV or die $!");
        }
        return List.of("nohup");
    }
}
