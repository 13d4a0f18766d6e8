package io.outpost.api.export;

import java.time.Duration;

/**
 * What exports of long ranges may take.
 *
 * @param maxBytes of all their files together, compressed; 0: none are made
 * @param kept how long an export is there after its end
 */
public record ExportSettings(long maxBytes, Duration kept) {

    /** What one of them may take, so that several have room. */
    long maxBytesOfOne() {
        return maxBytes / 8;
    }

    /** Who has as much asks for no more, so that nobody has all of the room. */
    long maxBytesOfCaller() {
        return maxBytes / 2;
    }
}
