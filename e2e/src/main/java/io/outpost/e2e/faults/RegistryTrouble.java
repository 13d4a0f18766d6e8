package io.outpost.e2e.faults;

import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A registry that is away, or has forgotten everything, when the job restarts. */
final class RegistryTrouble {
    private static final String REGISTRY = "registry";
    private static final String TASKMANAGER = "taskmanager";
    private static final int AWAY_SECONDS = 40;
    private static final String NOTHING = "[]";

    private RegistryTrouble() {}

    /** The job registers the schemas of its messages when it starts, and waits until it can. */
    static String freezeAtRestart(Scene scene) throws Exception {
        scene.freeze(REGISTRY);
        try {
            scene.kill(TASKMANAGER);
            Scene.hold(AWAY_SECONDS);
        } finally {
            scene.go(REGISTRY);
        }
        return "the registry was away for %d s".formatted(AWAY_SECONDS);
    }

    static String empty(Scene scene) throws Exception {
        LocalStack stack = scene.stack();
        String subjects = subjects(stack);
        try (SchemaJournal journal = new SchemaJournal(stack.kafka())) {
            List<SchemaJournal.Entry> entries = journal.read();
            journal.cut();
            restart(scene);
            requireNothing(stack);
            scene.kill(TASKMANAGER);
            Scene.hold(AWAY_SECONDS);
            requireNothing(stack);
            journal.cut();
            journal.write(entries);
            restart(scene);
            Scene.require(subjects(stack).equals(subjects), "not all schemas are back");
            return "%d entries of its journal deleted; for %d s the job registered nothing anew, then they were restored"
                    .formatted(entries.size(), AWAY_SECONDS);
        }
    }

    /** An id that it gave now would be another schema's once it has its own again. */
    private static void requireNothing(LocalStack stack) throws IOException {
        Scene.require(subjects(stack).equals(NOTHING), "the registry has " + subjects(stack));
    }

    private static void restart(Scene scene) throws Exception {
        List<Long> pids = scene.stack().pids(List.of(REGISTRY));
        scene.kill(REGISTRY);
        scene.stack().awaitAgain(REGISTRY, pids.get(0));
    }

    private static String subjects(LocalStack stack) throws IOException {
        try (InputStream answer =
                URI.create(stack.registryUrl() + "/subjects").toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
