package io.outpost.api.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a body that is asked for (RFC 9110, section 14): its bytes from the first up to, and
 * without, the end.
 */
public record ByteRange(long first, long end) {

    /** One range; several of them, and other units, are passed over, as they may be. */
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * That of a request, if it asks for one of the body as it is.
     *
     * @param entityTag of the body
     * @param length of the body, bytes
     * @throws ProblemException RANGE_NOT_SATISFIABLE where the body ends before it
     */
    public static Optional<ByteRange> of(Request request, String entityTag, long length) {
        Matcher asked = FORM.matcher(request.header("Range").orElse(""));
        boolean isOfAnother =
                request.header("If-Range").filter(tag -> !tag.equals(entityTag)).isPresent();
        if (isOfAnother || !asked.matches()) {
            return Optional.empty();
        }
        return of(asked.group(1), asked.group(2), length);
    }

    private static Optional<ByteRange> of(String from, String to, long length) {
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        long first = from.isEmpty() ? length - Long.parseLong(to) : Long.parseLong(from);
        long end = from.isEmpty() || to.isEmpty() ? length : Long.parseLong(to) + 1;
        if (!from.isEmpty() && end <= first && !to.isEmpty()) {
            return Optional.empty();
        }
        if (first >= length) {
            throw new ProblemException(
                            ProblemKind.RANGE_NOT_SATISFIABLE, "It has " + length + " bytes.")
                    .with("Content-Range", "bytes */" + length);
        }
        return Optional.of(new ByteRange(Math.max(0, first), Math.min(end, length)));
    }

    /** How many bytes there are. */
    public long length() {
        return end - first;
    }

    /** As the header Content-Range says it. */
    public String contentRange(long length) {
        return "bytes " + first + "-" + (end - 1) + "/" + length;
    }
}
