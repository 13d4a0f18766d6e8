package io.outpost.bench.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection that stays, with as little around it as can be: whatever the client needs of the two
 * processors, the server does not have.
 */
final class PlainConnection implements AutoCloseable {
    private static final int LONGEST_LINE_BYTES = 8192;
    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";
    private static final int HEXADECIMAL = 16;

    private final Socket socket;
    private final InputStream in;

    private PlainConnection(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    static PlainConnection open(URI url) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        return new PlainConnection(socket, new BufferedInputStream(socket.getInputStream()));
    }

    /** Sends a request, and fails when it is answered by another status. */
    void ask(byte[] request, int status) throws IOException {
        socket.getOutputStream().write(request);
        String first = line();
        int length = -1;
        boolean isChunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
            isChunked = isChunked || header.toLowerCase(Locale.ROOT).startsWith(CHUNKED);
        }
        if (length < 0 && !isChunked) {
            throw new IOException("an answer without a length: " + first);
        }
        byte[] body = isChunked ? chunks() : in.readNBytes(length);
        if (!first.startsWith("HTTP/1.1 " + status)) {
            throw new IOException(first + ": " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length;
        do {
            length = Integer.parseInt(line(), HEXADECIMAL);
            body.writeBytes(in.readNBytes(length));
            line();
        } while (length > 0);
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0 || line.length() > LONGEST_LINE_BYTES) {
                throw new EOFException("the server has closed the connection");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
