package io.outpost.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The ZooKeeper server that remembers, for the JobManager, which jobs run and what their newest
 * checkpoint is. It is the one that Flink's own client brings along.
 */
final class ZooKeeperPart implements Part {
    static final String NAME = "zookeeper";

    private static final int HEAP_MEBIBYTES = 64;

    /**
     * Never: a JobManager's election stands in a container. When its session ends by a stall, the
     * container is empty for a moment, and one that is removed then is never missed by Curator's
     * latch, which waits for ever (CURATOR-724).
     */
    private static final String KEEP_CONTAINERS =
            "-Dznode.container.checkIntervalMs=" + Integer.MAX_VALUE;

    private static final String MAIN_CLASS =
            "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.quorum.QuorumPeerMain";

    private final Stack stack;
    private Path settings;
    private Path log4j;

    ZooKeeperPart(Stack stack) {
        this.stack = stack;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return Ports.address(stack.ports().zooKeeper());
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(stack.data().zooKeeper());
        settings =
                stack.data()
                        .render(
                                "zookeeper.properties",
                                Map.of(
                                        "dataDir", stack.data().zooKeeper(),
                                        "clientPort", stack.ports().zooKeeper()));
        log4j = stack.data().render("zookeeper-log4j2.properties", Map.of());
    }

    @Override
    public Launch launch() {
        return stack.java()
                .frugal()
                .heapMebibytes(HEAP_MEBIBYTES)
                .options("-XX:+ExitOnOutOfMemoryError")
                .options(stack.sharedClasses(name(), "flink"))
                .options("-Dlog.file=" + stack.data().log("zookeeper-server"))
                .options("-Dlog4j2.configurationFile=" + log4j.toUri())
                .options("-Dzookeeper.jmx.log4j.disable=true", KEEP_CONTAINERS)
                .main(
                        stack.distribution().classpath("flink"),
                        MAIN_CLASS,
                        List.of(settings.toString()));
    }

    @Override
    public boolean ready() {
        return Probe.listens(stack.ports().zooKeeper());
    }
}
