package io.outpost.api.web;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose request has begun but is not there in full after 5 s. Jetty's own limit
 * begins anew with every byte, so that a byte now and then would hold a connection for ever.
 */
final class HeaderDeadline implements Connection.Listener {

    private static final int SECONDS = 5;

    private final Scheduler scheduler;

    HeaderDeadline(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void onOpened(Connection connection) {
        scheduler.schedule(new Watch(connection), 1, TimeUnit.SECONDS);
    }

    /** Looks at one connection every second until it is closed. */
    private final class Watch implements Runnable {

        private final Connection connection;
        private long requests;
        private long bytes;
        private int secondsBegun;

        Watch(Connection connection) {
            this.connection = connection;
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
            if (answering || seen != requests || connection.getBytesIn() == bytes) {
                requests = seen;
                bytes = connection.getBytesIn();
                secondsBegun = 0;
            } else {
                secondsBegun++;
            }
        }
    }
}
