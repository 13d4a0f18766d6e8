package io.outpost.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Sends requests that no client of HTTP would make, each from another address of the loopback
 * interface, and reads what is answered. Of a stream of events it reads the head alone.
 */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int ADDRESSES = 200;
    private static final String NONE = "none";

    private int sent;

    /**
     * A request.
     *
     * @param target as it stands in the first line
     * @param headers whole lines
     */
    record Sent(String method, String target, List<String> headers, byte[] body) {

        static Sent of(String method, String target, String... headers) {
            return new Sent(method, target, List.of(headers), new byte[0]);
        }

        /** To be sent again by hand. */
        @Override
        public String toString() {
            String text = new String(body, StandardCharsets.UTF_8);
            return method
                    + " "
                    + target
                    + " "
                    + headers
                    + " "
                    + text.substring(0, Math.min(text.length(), 500));
        }
    }

    Contract.Answered send(int port, Sent request) {
        byte last = (byte) (1 + sent++ % ADDRESSES);
        try (Socket socket =
                new Socket(
                        InetAddress.getLoopbackAddress(),
                        port,
                        InetAddress.getByAddress(new byte[] {127, 0, 0, last}),
                        0)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket.getOutputStream(), request);
            return read(socket.getInputStream(), request.method());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        }
    }

    private static void write(OutputStream out, Sent request) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(request.method() + " " + request.target() + " HTTP/1.1");
        lines.add("Host: localhost");
        lines.add("Connection: close");
        lines.addAll(request.headers());
        if (request.body().length > 0) {
            lines.add("Content-Length: " + request.body().length);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(request.body());
        out.write(all.toByteArray());
    }

    private static Contract.Answered read(InputStream socket, String method) throws IOException {
        DataInputStream in = new DataInputStream(socket);
        String[] first = line(in).split(" ", 3);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(":", 2);
            headers.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1].strip());
        }
        String type = headers.getOrDefault("Content-Type", List.of(NONE)).get(0).split(";", 2)[0];
        boolean isStream = type.equals("text/event-stream");
        String body = isStream ? "events" : method.equals("HEAD") ? "" : body(in, headers);
        return new Contract.Answered(Integer.parseInt(first[1]), type, headers, body);
    }

    private static String body(DataInputStream in, Map<String, List<String>> headers)
            throws IOException {
        byte[] sent = sent(in, headers);
        boolean isZipped = List.of("gzip").equals(headers.get("Content-Encoding"));
        byte[] body =
                isZipped
                        ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes()
                        : sent;
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] sent(DataInputStream in, Map<String, List<String>> headers)
            throws IOException {
        if (!headers.containsKey("Transfer-Encoding")) {
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = length(in); length > 0; length = length(in)) {
            body.writeBytes(in.readNBytes(length));
            line(in);
        }
        return body.toByteArray();
    }

    private static int length(DataInputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(DataInputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
