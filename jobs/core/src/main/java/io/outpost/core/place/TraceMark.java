package io.outpost.core.place;

/**
 * Says of the emission beside it, of the same place and event, that it follows from a record which
 * its sender traces. It goes the way of the emissions but is none: no place makes it, and what is
 * emitted is the same without.
 *
 * @param traceparent the span from which the next one follows, as W3C Trace Context writes it
 */
public record TraceMark(String placeId, long revision, long asOfMillis, String traceparent)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.mark(this);
    }
}
