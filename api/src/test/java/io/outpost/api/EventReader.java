package io.outpost.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of a stream of events, which reads only when it is asked to. */
final class EventReader implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private static final int ADDRESSES = 250;
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final Socket socket;
    private final BufferedReader in;
    private final String head;
    private String lastId;

    private EventReader(Socket socket, BufferedReader in, String head) {
        this.socket = socket;
        this.in = in;
        this.head = head;
    }

    /**
     * One event.
     *
     * @param name null: of one that has no data
     * @param id null: it has none
     */
    record Event(String name, String id, JsonNode data) {}

    /**
     * Asks by HTTP/1.0, so that the body is not in chunks; each time from another address, as one
     * that has gone counts for its address until it is written to.
     */
    static EventReader open(int port, String path, String... headers) {
        String address = "127.0.1." + (1 + OPENED.getAndIncrement() % ADDRESSES);
        return open(new Socket(), address, port, path, headers);
    }

    /** From one of the addresses of the loopback interface. */
    static EventReader open(
            Socket socket, String address, int port, String path, String... headers) {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(PATIENCE_MILLIS);
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            socket.getOutputStream()
                    .write(
                            ("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n" + more + "\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            return new EventReader(socket, in, head.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int status() {
        return Integer.parseInt(head.split(" ", 3)[1]);
    }

    /** Null: there is none. */
    String header(String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    /** The id with which it would come back. */
    String lastId() {
        return lastId;
    }

    /** What comes next, also a heart beat; null: the stream has ended. */
    Event nextOfAny() {
        try {
            String name = null;
            String id = null;
            String data = "null";
            String line = in.readLine();
            if (line == null) {
                return null;
            }
            for (; line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                }
            }
            if (line == null) {
                // One that was cut is none.
                return null;
            }
            lastId = id == null ? lastId : id;
            return new Event(name, id, new ObjectMapper().readTree(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next event with data; null: the stream has ended. */
    Event next() {
        Event event = nextOfAny();
        while (event != null && event.name() == null) {
            event = nextOfAny();
        }
        return event;
    }

    /** The id of the next alert. */
    String nextAlert() {
        Event event = next();
        if (event == null || !event.name().equals("alert")) {
            throw new AssertionError("no alert, but " + event);
        }
        return event.data().path("alert_id").asText();
    }

    /** What is left until the stream ends. */
    String rest() {
        StringBuilder rest = new StringBuilder();
        in.lines().forEach(line -> rest.append(line).append('\n'));
        return rest.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
