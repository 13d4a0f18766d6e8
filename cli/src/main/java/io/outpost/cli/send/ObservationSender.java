package io.outpost.cli.send;

import java.util.List;
import org.apache.kafka.common.header.Header;

/** Sends observations on the way to the log; only acknowledged ones enter the send log. */
public interface ObservationSender extends AutoCloseable {
    /**
     * Hands over an observation; returns before it is acknowledged.
     *
     * @param value in the wire format
     * @param headers of the record
     * @throws io.outpost.cli.console.CommandException when an earlier one could not be delivered
     */
    void send(SendLog.Place place, byte[] value, List<Header> headers);

    /** Waits until everything sent so far is acknowledged. */
    void flush();

    /** Gives what is in flight some time, without complaint. */
    @Override
    void close();
}
