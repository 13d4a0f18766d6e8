package io.outpost.cli.management;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.management.ManagementPort.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a command that serves for ever answers its operators. */
public final class ManagementOptions {
    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description =
                    "health, metrics and status over HTTP (default: a free port, which is printed)")
    private int port;

    @Option(
            names = "--management-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description =
                    "address to listen on; 0.0.0.0 in a container, whose network keeps others out (default: ${DEFAULT-VALUE})")
    private String host;

    /**
     * Begins to answer.
     *
     * @throws CommandException when it cannot listen there
     */
    public ManagementPort open(Map<String, Route> routes, Progress progress) {
        try {
            ManagementPort opened =
                    new ManagementPort(
                            new InetSocketAddress(InetAddress.getByName(host), port), routes);
            progress.say("management port: http://" + host + ":" + opened.port() + "/status");
            return opened;
        } catch (UnknownHostException e) {
            throw new CommandException("--management-host is no address: " + host, e);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    "Port %d of %s cannot be opened (%s). Choose another with --management-port."
                            .formatted(port, host, e.getMessage()),
                    e);
        }
    }
}
