package io.outpost.e2e.faults;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** Processes that stand still for long, or are kept away. */
final class ProcessTrouble {
    private static final int TASKMANAGER_SECONDS = 30;
    private static final int BROKER_SECONDS = 60;
    private static final int AWAY_SECONDS = 12;

    private ProcessTrouble() {}

    static String freezeTaskManager(Scene scene) throws Exception {
        return freeze(scene, "taskmanager", TASKMANAGER_SECONDS);
    }

    static String freezeBroker(Scene scene) throws Exception {
        return freeze(scene, "kafka", BROKER_SECONDS);
    }

    private static String freeze(Scene scene, String part, int seconds) throws Exception {
        List<Long> before = scene.stack().pids(List.of(part));
        scene.freeze(part);
        Scene.hold(seconds);
        scene.go(part);
        Scene.require(
                before.equals(scene.stack().pids(List.of(part))), part + " was started again");
        return "the same process went on";
    }

    /** Frozen, the supervisor starts nothing again. */
    static String keepBrokerAway(Scene scene) throws Exception {
        List<Long> supervisor = List.of(scene.stack().supervisor());
        scene.signals().send("STOP", supervisor);
        try {
            scene.kill("kafka");
            Scene.hold(AWAY_SECONDS);
            Scene.require(!listens(scene.stack().kafka()), "the broker was not away");
        } finally {
            scene.signals().send("CONT", supervisor);
        }
        return "nobody listened on its port";
    }

    private static boolean listens(String address) {
        URI uri = URI.create("kafka://" + address);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
