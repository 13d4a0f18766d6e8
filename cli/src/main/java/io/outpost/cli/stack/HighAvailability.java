package io.outpost.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes a JobManager find its jobs again. It is of one run only: each {@code up} begins
 * without it, from the newest savepoint or checkpoint, as it does without high availability. So no
 * job of an earlier run can come to life beside the one that is restored from its savepoint.
 */
record HighAvailability(Stack stack) {
    /** To be called before anything is started. */
    void forgetEarlierRuns() throws IOException {
        Folders.deleteIfExists(stack.data().zooKeeper());
        Folders.deleteIfExists(stack.data().highAvailability());
    }

    /** Flink's settings that depend on this stack; timeouts stand in flink-conf/config.yaml. */
    Map<String, Object> settings() throws IOException {
        Files.createDirectories(stack.data().highAvailability());
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("high-availability.type", "zookeeper");
        settings.put(
                "high-availability.zookeeper.quorum", Ports.address(stack.ports().zooKeeper()));
        settings.put(
                "high-availability.storageDir", stack.data().highAvailability().toUri().toString());
        settings.put("high-availability.cluster-id", "/" + stack.id());
        // The usual setting of this port does not count any more.
        settings.put("high-availability.jobmanager.port", stack.ports().jobManagerRpc());
        // This server asks nobody who they are.
        settings.put("zookeeper.sasl.disable", true);
        return settings;
    }
}
