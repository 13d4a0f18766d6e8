package io.outpost.cli.stack;

import java.io.IOException;

/** Flink's TaskManager, which runs the job's work. */
final class TaskManagerPart implements Part {
    private static final String NAME = "taskmanager";

    private final Stack stack;
    private final FlinkProcess flink;
    private final FlinkRest rest;
    private FlinkProcess.Resources resources;

    TaskManagerPart(Stack stack) {
        this.stack = stack;
        this.flink = new FlinkProcess(stack);
        this.rest = new FlinkRest(stack.endpoints().flinkRestUrl());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return Ports.address(stack.ports().taskManagerData());
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        resources = flink.resources("GET_TM_RESOURCE_PARAMS");
    }

    @Override
    public Launch launch() {
        return flink.server(
                NAME, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", resources);
    }

    @Override
    public boolean ready() {
        // The JobManager still counts the slots of one that has just died, so the port is asked
        // too.
        return Probe.listens(stack.ports().taskManagerData()) && rest.slots() > 0;
    }
}
