package io.outpost.cli.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prometheus of {@code up --observe}: asks the API and Flink, and judges the rules. */
final class PrometheusPart implements Part {
    static final String NAME = "prometheus";

    private final Stack stack;
    private Path program;
    private Path settings;

    PrometheusPart(Stack stack) {
        this.stack = stack;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "http://" + Ports.address(stack.ports().prometheus());
    }

    @Override
    public void prepare() throws IOException {
        program = ObservePrograms.onPath().prometheus();
        Ports ports = stack.ports();
        settings =
                stack.data()
                        .renderMarked(
                                "prometheus.yml",
                                Map.of(
                                        "rules", stack.distribution().alertRules(),
                                        "alertmanager", Ports.address(ports.alertmanager()),
                                        "api", Ports.address(ports.apiManagement()),
                                        "mqtt", Ports.address(ports.mqttManagement()),
                                        "poll", Ports.address(ports.pollManagement()),
                                        "deliver", Ports.address(ports.deliverManagement()),
                                        "jobmanager", Ports.address(ports.jobManagerMetrics()),
                                        "taskmanager", Ports.address(ports.taskManagerMetrics())));
    }

    @Override
    public Launch launch() {
        return new Launch(
                List.of(
                        program.toString(),
                        // First, since only the beginning of a long command line can be read.
                        "--config.file=" + settings,
                        "--storage.tsdb.path=" + stack.data().monitoring(NAME),
                        "--storage.tsdb.retention.time=7d",
                        "--storage.tsdb.retention.size=512MB",
                        "--web.listen-address=" + Ports.address(stack.ports().prometheus()),
                        "--log.level=warn"),
                Map.of());
    }

    @Override
    public boolean ready() {
        return Probe.answersHttp(address() + "/-/ready");
    }
}
