package io.outpost.signatures;

import java.util.Map;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;

/** Reads structured fields (RFC 8941) of bounded length. */
final class Fields {

    /** A signature with its parameters has some hundred. */
    private static final int MAX_CHARACTERS = 4_096;

    private Fields() {}

    /** The members of a dictionary by name. */
    static Map<String, ListElement<?>> dictionary(String name, String value)
            throws UnacceptableSignatureException {
        if (value.length() > MAX_CHARACTERS) {
            throw new UnacceptableSignatureException(
                    "%s may have %d characters, but has %d."
                            .formatted(name, MAX_CHARACTERS, value.length()));
        }
        try {
            return Parser.parseDictionary(value).get();
        } catch (ParseException e) {
            throw new UnacceptableSignatureException(
                    name + " is no dictionary of structured fields (RFC 8941).");
        }
    }
}
