package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;

/** What must hold before anything is started; each failure says what to do. */
final class Preflight {
    private static final int JAVA_FEATURE = 17;

    /**
     * The processes together stay below 5 GiB; less free memory means swapping or killed processes.
     */
    private static final long NEEDED_BYTES = 5L << 30;

    private Preflight() {}

    static void requireJava(int featureVersion) {
        if (featureVersion != JAVA_FEATURE) {
            throw new CommandException(
                    "This is Java %d; the parts of the stack are checked on JDK 17. Set JAVA_HOME to a JDK 17."
                            .formatted(featureVersion));
        }
    }

    static void requireMemory(long availableBytes) {
        if (availableBytes < NEEDED_BYTES) {
            throw new CommandException(
                    "Only %.1f GiB of memory are free; the stack needs 5 GiB. Close other programs, or pass --skip-memory-check."
                            .formatted(availableBytes / (double) (1L << 30)));
        }
    }

    static void requireFree(Ports ports) {
        if (ports.base() < 1024 || ports.base() > 65_000) {
            throw new CommandException("--ports-from must be from 1024 to 65000.");
        }
        requireFree(ports.byName(), ports);
    }

    /** The ports that only {@code up --observe} needs. */
    static void requireFreeForObserving(Ports ports) {
        requireFree(ports.ofObserving(), ports);
    }

    private static void requireFree(Map<String, Integer> named, Ports ports) {
        for (Map.Entry<String, Integer> port : named.entrySet()) {
            if (!isFree(port.getValue())) {
                throw taken(port.getKey(), port.getValue(), ports);
            }
        }
    }

    /** The port that only {@code up --simulate} needs. */
    static void requireFreeForSimulator(Ports ports) {
        if (!isFree(ports.simulator())) {
            throw taken("the simulator", ports.simulator(), ports);
        }
    }

    private static CommandException taken(String what, int port, Ports ports) {
        return new CommandException(
                "Port %d, meant for %s, is already taken by another program (see: lsof -i :%d). End that program, or choose other ports with --ports-from, such as --ports-from %d."
                        .formatted(port, what, port, ports.base() + 1000));
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Connections of a stack that has just ended may linger; they do not hinder a new
            // listener.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
