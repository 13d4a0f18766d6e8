package io.outpost.e2e.faults;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What people do to a stack's folder with {@code up}, {@code down} and signals. */
final class FolderTrouble {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final List<String> SIGNALS = List.of("TERM", "INT", "KILL");

    /** What up has printed when it is in a phase. */
    private static final List<String> PHASES_OF_UP =
            List.of(
                    "Outpost starts in",
                    "\n  postgres ",
                    "\n  registry ",
                    "\n  taskmanager ",
                    "Ctrl-C ends it");

    private static final String STOPPING = "";
    private static final List<String> PHASES_OF_DOWN = List.of(STOPPING, "  conditions ");
    private static final int OTHER_PORTS = 40;

    private FolderTrouble() {}

    static String upAgain(Scene scene) throws Exception {
        List<Long> before = pids(scene.stack());
        LocalStack.Result same = scene.faultStack().tryUp();
        LocalStack.Result other =
                scene.faultStack().tryUpAt(scene.faultStack().ports() + OTHER_PORTS);
        for (LocalStack.Result up : List.of(same, other)) {
            Scene.require(
                    up.exitCode() == 0 && up.output().contains("Already running"), up.output());
        }
        Scene.require(before.equals(pids(scene.stack())), "other processes run than before");
        return "both said that it runs already, and changed nothing";
    }

    static String upTwice(Scene scene) throws Exception {
        scene.stack().down();
        Path[] outputs = {output(), output()};
        Process first = scene.faultStack().beginUp(outputs[0]);
        Process second = scene.faultStack().beginUp(outputs[1]);
        Await.until(
                "one of two is up",
                LIMIT,
                () ->
                        isUp(outputs[0])
                                || isUp(outputs[1])
                                || !(first.isAlive() || second.isAlive()));
        Process winner = isUp(outputs[0]) ? first : second;
        Process loser = winner == first ? second : first;
        Scene.require(
                isUp(outputs[0]) || isUp(outputs[1]),
                "neither came up:\n" + Files.readString(outputs[0]) + Files.readString(outputs[1]));
        Scene.require(
                loser.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "the other one does not end");
        requireOneOfEach(scene.stack());
        // In the background again: only the driver goes.
        winner.destroyForcibly();
        return "one came up, the other ended with exit code " + loser.exitValue();
    }

    static String signalsInUp(Scene scene) throws Exception {
        scene.stack().down();
        int rounds = 0;
        for (String phase : PHASES_OF_UP) {
            for (String signal : SIGNALS) {
                signalInUp(scene, phase, signal, false);
                rounds++;
            }
            signalInUp(scene, phase, "KILL", true);
            rounds++;
        }
        scene.faultStack().up();
        Scene.require(!scene.stack().restoredFrom().isEmpty(), "the job began empty");
        return rounds + " starts ended so; no process was left, the next up went on from the state";
    }

    private static void signalInUp(Scene scene, String phase, String signal, boolean toSupervisor)
            throws Exception {
        Path output = output();
        Process up = scene.faultStack().beginUp(output);
        await(phase, output, up);
        long pid = toSupervisor ? supervisor(scene) : up.pid();
        signal(signal, pid);
        String what = signal + (toSupervisor ? " of the supervisor" : "") + " in " + phase.strip();
        requireEnd(up, what, output);
        if (signal.equals("KILL")) {
            scene.stack().down();
        }
        Scene.require(isEmpty(scene.stack()), what + " left processes");
        System.out.println("  " + what.strip() + ": nothing is left");
    }

    private static long supervisor(Scene scene) throws Exception {
        Await.until("it has written its table", LIMIT, () -> scene.stack().supervisor() > 1);
        return scene.stack().supervisor();
    }

    static String signalsInDown(Scene scene) throws Exception {
        int rounds = 0;
        for (String phase : PHASES_OF_DOWN) {
            for (String signal : SIGNALS) {
                signalInDown(scene, phase, signal, false);
                rounds++;
            }
            signalInDown(scene, phase, "KILL", true);
            rounds++;
        }
        return rounds + " ends struck so; no process was left, each next up went on from the state";
    }

    private static void signalInDown(Scene scene, String phase, String signal, boolean toSupervisor)
            throws Exception {
        Path output = output();
        long supervisor = scene.stack().supervisor();
        Process down = scene.stack().begin(output, List.of("down"));
        if (phase.equals(STOPPING)) {
            Await.until("it stops", LIMIT, () -> scene.stack().phase().equals("STOPPING"));
        } else {
            await(phase, output, down);
        }
        signal(signal, toSupervisor ? supervisor : down.pid());
        String what =
                signal + (toSupervisor ? " of the supervisor" : "") + " in down " + phase.strip();
        requireEnd(down, what, output);
        Await.until(what + ": no process is left", LIMIT, () -> isEmpty(scene.stack()));
        scene.faultStack().up();
        Scene.require(!scene.stack().restoredFrom().isEmpty(), what + ": the job began empty");
        System.out.println("  " + what.strip() + ": nothing is left, the next up went on");
    }

    private static void requireEnd(Process process, String what, Path output) throws Exception {
        Scene.require(
                process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS),
                what + ": it does not end\n" + Files.readString(output));
        Files.delete(output);
    }

    private static void await(String text, Path output, Process process)
            throws InterruptedException, IOException {
        boolean there =
                Await.holds(
                        LIMIT, () -> Files.readString(output).contains(text) || !process.isAlive());
        if (!there || !Files.readString(output).contains(text)) {
            throw new CommandException(
                    "It has not come to \"%s\":\n%s".formatted(text, Files.readString(output)));
        }
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        Namespace.run("kill", "-" + signal, Long.toString(pid));
    }

    private static boolean isUp(Path output) throws IOException {
        return Files.readString(output).contains("Ctrl-C ends it");
    }

    private static boolean isEmpty(LocalStack stack) throws IOException {
        return Scene.processes(stack.id()).isEmpty();
    }

    private static List<Long> pids(LocalStack stack) throws IOException {
        return stack.pids(Target.ALL.parts());
    }

    /** Nothing runs beside what the table names, but the processes of Postgres. */
    private static void requireOneOfEach(LocalStack stack) throws IOException {
        List<Long> known = new ArrayList<>(pids(stack));
        known.add(stack.supervisor());
        List<ProcessHandle> others =
                Scene.processes(stack.id()).stream()
                        .filter(process -> !known.contains(process.pid()))
                        .filter(
                                process ->
                                        !process.info()
                                                .commandLine()
                                                .orElse("")
                                                .contains("postgres"))
                        .toList();
        Scene.require(others.isEmpty(), "more run than one stack: " + others);
    }

    private static Path output() throws IOException {
        return Files.createTempFile("outpost-folder", ".out");
    }
}
