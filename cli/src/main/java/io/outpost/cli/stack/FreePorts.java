package io.outpost.cli.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** Free ports of the loopback interface, below those that connections are given. */
public final class FreePorts {
    private static final int FROM = 20_000;
    private static final int TO = 30_000;
    private static final int ATTEMPTS = 100;

    private FreePorts() {}

    /** The first of so many free ones in a row. */
    public static int inARow(int count) throws IOException {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int first = random.nextInt(FROM, TO);
            if (areFree(first, count)) {
                return first;
            }
        }
        throw new IOException("no %d free ports in a row were found".formatted(count));
    }

    private static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
