package io.outpost.e2e.faults;

import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Checkpoints that cannot be written, or read. */
final class CheckpointTrouble {
    private static final int READ_ONLY_SECONDS = 40;

    /** What was begun before may still be completed. */
    private static final int GRACE_SECONDS = 5;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String NEVER_EMPTY = "it never begins empty by itself";

    private CheckpointTrouble() {}

    static String readOnly(Scene scene) throws Exception {
        Path folder = scene.stack().checkpoints();
        long restarts = scene.restarts();
        boolean isRoot = Namespace.isRoot();
        if (isRoot) {
            Namespace.run("mount", "--bind", folder.toString(), folder.toString());
            Namespace.run("mount", "-o", "remount,bind,ro", folder.toString());
        } else {
            Namespace.run("chmod", "-R", "a-w", folder.toString());
        }
        try {
            Scene.hold(GRACE_SECONDS);
            Instant begin = Instant.now();
            Scene.hold(READ_ONLY_SECONDS - GRACE_SECONDS);
            scene.requireNoCheckpointSince(begin);
        } finally {
            if (isRoot) {
                Namespace.run("umount", "-l", folder.toString());
            } else {
                Namespace.run("chmod", "-R", "u+w", folder.toString());
            }
        }
        return "no checkpoint meanwhile, %d restarts".formatted(scene.restarts() - restarts);
    }

    static String breakNewest(Scene scene) throws Exception {
        scene.killEverything();
        List<RetainedState> states = RetainedState.newestFirst(scene.stack());
        Scene.require(states.size() > 2, "only " + states.size() + " checkpoints are retained");
        states.get(0).breakMetadata();
        states.get(1).breakState();
        LocalStack.Result up = scene.faultStack().tryUp();
        Scene.require(up.exitCode() == 0, up.output());
        requireRestored(scene, states.get(2).folder());
        return "%s and %s were refused, the job went on from %s"
                .formatted(states.get(0).name(), states.get(1).name(), states.get(2).name());
    }

    /** Flink itself knows the newest one only, which is one of the two. */
    static String breakInUse(Scene scene) throws Exception {
        String before = scene.stack().restoredFrom();
        scene.freeze("jobmanager", "taskmanager");
        List<RetainedState> broken = RetainedState.newestFirst(scene.stack()).subList(0, 2);
        for (RetainedState state : broken) {
            state.breakState();
        }
        long begin = System.nanoTime();
        scene.kill("taskmanager");
        scene.go("jobmanager");
        Await.until(
                "the job is started again",
                LIMIT,
                () -> !scene.stack().restoredFrom().equals(before));
        scene.awaitCheckpoint(Instant.now());
        String restored = scene.stack().restoredFrom();
        Scene.require(
                !restored.isEmpty()
                        && broken.stream()
                                .noneMatch(state -> restored.endsWith("/" + state.name())),
                "the job went on from " + restored);
        return "the job went on from %s, not from %s and %s, after %d s"
                .formatted(
                        restored.substring(restored.lastIndexOf('/') + 1),
                        broken.get(0).name(),
                        broken.get(1).name(),
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
    }

    static String breakAll(Scene scene) throws Exception {
        LocalStack stack = scene.stack();
        stack.down();
        List<RetainedState> states = RetainedState.newestFirst(stack);
        for (RetainedState state : states) {
            state.breakMetadata();
        }
        LocalStack.Result up = scene.faultStack().tryUp();
        Scene.require(
                up.exitCode() != 0 && up.output().contains(NEVER_EMPTY),
                "a start without any state was not refused:\n" + up.output());
        scene.awaitNoProcess();
        for (RetainedState state : states) {
            state.mend();
        }
        scene.faultStack().up();
        requireRestored(scene, states.get(0).folder());
        return "up refused to begin without one of %d, and went on from the newest once it was readable again"
                .formatted(states.size());
    }

    private static void requireRestored(Scene scene, Path from) throws IOException {
        String restored = scene.stack().restoredFrom();
        Scene.require(
                restored.endsWith(from.getParent().getFileName() + "/" + from.getFileName()),
                "the job began from "
                        + (restored.isEmpty() ? "nothing" : restored)
                        + ", not "
                        + from);
    }
}
