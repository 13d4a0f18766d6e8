package io.outpost.cli.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A port that leads to another one, for connections that are made while the process behind it is
 * ready; all others are closed at once, as if nobody listened.
 */
final class Gate implements AutoCloseable {
    private static final int BUFFER_BYTES = 8192;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int BACKLOG = 50;

    /** Each takes two threads. */
    private static final int MOST_CONNECTIONS = 64;

    private static final long PAUSE_NANOS = 100_000_000;

    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
    private final ServerSocket entrance;
    private final String targetHost;
    private final int targetPort;
    private final BooleanSupplier isReady;

    private Gate(
            ServerSocket entrance, String targetHost, int targetPort, BooleanSupplier isReady) {
        this.entrance = entrance;
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        this.isReady = isReady;
    }

    /**
     * Listens on the loopback interface from now on, until it is closed or this process ends.
     *
     * @param isReady asked for every connection
     */
    static Gate open(int port, int targetPort, BooleanSupplier isReady) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return open(address, Ports.HOST, targetPort, isReady);
    }

    /** The same on any address, in front of another machine, which is looked up each time. */
    static Gate open(
            InetSocketAddress address, String targetHost, int targetPort, BooleanSupplier isReady)
            throws IOException {
        ServerSocket entrance = new ServerSocket();
        entrance.setReuseAddress(true);
        entrance.bind(address, BACKLOG);
        Gate gate = new Gate(entrance, targetHost, targetPort, isReady);
        begin(gate::accept);
        return gate;
    }

    int port() {
        return entrance.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                begin(() -> lead(client));
            } catch (IOException e) {
                // Closed, which ends the loop, or nothing can be accepted for now.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void lead(Socket client) {
        if (!free.tryAcquire()) {
            close(client);
            return;
        }
        try (client;
                Socket target = new Socket()) {
            if (!isReady.getAsBoolean()) {
                return;
            }
            target.connect(new InetSocketAddress(targetHost, targetPort), CONNECT_MILLIS);
            begin(() -> pass(target, client));
            pass(client, target);
        } catch (IOException e) {
            // Whoever asked sees the end of the connection.
        } finally {
            free.release();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }

    /** Ends both when one side has ended. */
    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The other side has closed it.
        }
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "gate");
        thread.setDaemon(true);
        thread.start();
    }
}
