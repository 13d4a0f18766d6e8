package io.outpost.api.web;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose request has begun but is not there in full after 5 s; over TLS also
 * those that have not agreed on keys 5 s after they were opened. Jetty's own limit begins anew with
 * every byte, so that a byte now and then would hold a connection for ever.
 */
final class HeaderDeadline implements Connection.Listener {

    private static final int SECONDS = 5;

    private final Scheduler scheduler;

    HeaderDeadline(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Of TLS, the connection inside is watched: it is opened together with the one outside. */
    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof SslConnection)) {
            scheduler.schedule(new Watch(connection), 1, TimeUnit.SECONDS);
        }
    }

    /** Looks at one connection every second until it is closed. */
    private final class Watch implements Runnable {

        private final Connection connection;

        /** What carries the bytes: a record of TLS that comes drop by drop is no byte of HTTP. */
        private final Connection carrier;

        private boolean agreed;
        private long requests;
        private long bytes;
        private int secondsBegun;

        Watch(Connection connection) {
            this.connection = connection;
            this.carrier =
                    connection.getEndPoint() instanceof SslConnection.SslEndPoint inside
                            ? inside.getSslConnection()
                            : connection;
            this.agreed = carrier == connection;
        }

        @Override
        public void run() {
            if (!connection.getEndPoint().isOpen()) {
                return;
            }
            look();
            if (secondsBegun >= SECONDS) {
                connection.getEndPoint().close();
            } else {
                scheduler.schedule(this, 1, TimeUnit.SECONDS);
            }
        }

        /** A request counts once its headers are there; one that is being answered is no wait. */
        private void look() {
            long seen = connection.getMessagesIn();
            boolean answering = seen != connection.getMessagesOut();
            boolean silent = agreed && carrier.getBytesIn() == bytes;
            if (answering || seen != requests || silent || hasJustAgreed()) {
                requests = seen;
                bytes = carrier.getBytesIn();
                secondsBegun = 0;
            } else {
                secondsBegun++;
            }
        }

        private boolean hasJustAgreed() {
            boolean before = agreed;
            agreed = agreed || isAgreed();
            return agreed != before;
        }

        /** Until keys are agreed on, a session has no protocol. */
        private boolean isAgreed() {
            return carrier instanceof SslConnection ssl
                    && !ssl.getSSLEngine().getSession().getProtocol().equals("NONE");
        }
    }
}
