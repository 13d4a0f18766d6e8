package io.outpost.cli.stack;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * Flink's JobManager. It keeps nothing itself: when it is lost, the jobs are submitted again,
 * unless ZooKeeper remembers them for it.
 */
final class JobManagerPart implements Part {
    static final String NAME = "jobmanager";

    private static final int UNAVAILABLE = 503;

    private final Stack stack;
    private final FlinkProcess flink;
    private FlinkProcess.Resources resources;

    JobManagerPart(Stack stack) {
        this.stack = stack;
        this.flink = new FlinkProcess(stack);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return stack.endpoints().flinkRestUrl();
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        resources = flink.resources("GET_JM_RESOURCE_PARAMS");
    }

    @Override
    public Launch launch() {
        return flink.server(
                NAME,
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                resources);
    }

    @Override
    public boolean ready() {
        return Probe.answersHttp(address() + "/overview");
    }

    /**
     * It declines while it leads nothing: at its start, until the session of the one before it
     * ends, and for ever when it lost the leadership to a stall and was not given it back
     * (docs/adr/0025-what-a-restart-waits-for.md).
     */
    @Override
    public Service service() {
        OptionalInt status = Probe.status(address() + "/overview");
        if (status.isEmpty()) {
            return Service.SILENT;
        }
        return status.getAsInt() == UNAVAILABLE ? Service.DECLINES : Service.WORKS;
    }
}
