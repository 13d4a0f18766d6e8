package io.outpost.api.web;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a body that is too long to be held, as it comes. What goes wrong once it has begun stands
 * in the body, as the status is sent by then.
 */
public interface BodyWriter extends AutoCloseable {

    /**
     * Writes all of it; waits for a client that takes it slowly.
     *
     * @throws IOException when the client has gone, or takes nothing for 10 s
     */
    void write(OutputStream out) throws IOException;

    /** Gives back what it holds; called once, also where nothing is written, as for HEAD. */
    @Override
    void close();
}
