package io.outpost.cli.poll;

import java.time.Duration;

/**
 * What a station has answered.
 *
 * @param status 200, 304 or another one
 * @param body empty unless the status is 200
 * @param etag null: none was sent
 * @param lastModified null: none was sent
 * @param retryAfter how long not to ask again; null: it did not say
 */
record StationAnswer(
        int status, byte[] body, String etag, String lastModified, Duration retryAfter) {
    static final int OK = 200;
    static final int NO_CONTENT = 204;
    static final int NOT_MODIFIED = 304;

    boolean isGood() {
        return status == OK || status == NO_CONTENT || status == NOT_MODIFIED;
    }
}
