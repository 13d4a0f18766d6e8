package io.outpost.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * A connection that nobody waits on: what it is asked goes out when the request before is answered.
 * Reads answers that say how long they are.
 */
final class ScheduledConnection implements AutoCloseable {
    private static final int LONGEST_ANSWER_BYTES = 64 * 1024;
    private static final String OK = "HTTP/1.1 200";
    private static final String LENGTH = "content-length:";
    private static final String HEAD_END = "\r\n\r\n";

    private final SocketChannel channel;
    private final Deque<Asked> waiting = new ArrayDeque<>();
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER_BYTES);

    private ScheduledConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /** The first of those that wait is on its way. */
    private record Asked(byte[] request, long dueNanos) {}

    static ScheduledConnection open(InetSocketAddress server, Selector selector)
            throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        ScheduledConnection connection = new ScheduledConnection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    void ask(byte[] request, long dueNanos) throws IOException {
        waiting.add(new Asked(request, dueNanos));
        if (waiting.size() == 1) {
            send(request);
        }
    }

    private void send(byte[] request) throws IOException {
        if (channel.write(ByteBuffer.wrap(request)) < request.length) {
            throw new IOException("the server does not read what it is asked");
        }
    }

    /**
     * Reads what has come.
     *
     * @param answered gets when a request was due whose answer is whole now
     */
    void read(LongConsumer answered) {
        try {
            if (channel.read(answer) < 0) {
                throw new EOFException("the server has closed the connection");
            }
            if (isWhole()) {
                answer.clear();
                answered.accept(waiting.remove().dueNanos());
                if (!waiting.isEmpty()) {
                    send(waiting.peek().request());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isWhole() throws IOException {
        String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        int head = text.indexOf(HEAD_END);
        if (head < 0) {
            return false;
        }
        String fields = text.substring(0, head + HEAD_END.length()).toLowerCase(Locale.ROOT);
        int length = fields.indexOf(LENGTH);
        if (!text.startsWith(OK) || length < 0) {
            throw new IOException("not an answer that was expected: " + text);
        }
        int from = length + LENGTH.length();
        int bytes = Integer.parseInt(fields.substring(from, fields.indexOf('\r', from)).strip());
        return answer.position() == head + HEAD_END.length() + bytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
