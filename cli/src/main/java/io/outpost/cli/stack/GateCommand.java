package io.outpost.cli.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps clients away from a registry that would deny schemas which it has not read yet. */
@Command(
        name = "gate",
        hidden = true,
        sortOptions = false,
        description = {
            "Passes connections on to a schema registry while that is ready, and closes all others.",
            "Apicurio says of known schemas that there are none until it has read them from Kafka; for"
                    + " containers without a readiness of their own (docs/adr/0027)."
        })
public final class GateCommand implements Callable<Integer> {
    @Option(
            names = "--listen",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "On all addresses (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--target",
            paramLabel = "URL",
            required = true,
            description = "The registry, http://host:port; asked for /health/ready.")
    private URI target;

    @Spec private CommandSpec spec;

    @Override
    @SuppressWarnings("try") // it is open as long as the process lasts
    public Integer call() throws IOException, InterruptedException {
        if (target.getHost() == null || target.getPort() < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--target must be http://host:port, but is " + target);
        }
        InetSocketAddress address = new InetSocketAddress(port);
        try (Gate gate =
                Gate.open(
                        address,
                        target.getHost(),
                        target.getPort(),
                        () -> Probe.answersHttp(target + "/health/ready"))) {
            System.out.println("Port " + gate.port() + " leads to " + target);
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
