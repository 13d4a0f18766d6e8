package io.outpost.signatures;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What of a request a signature may cover, by the names of RFC 9421: {@code @method},
 * {@code @authority}, {@code @path}, {@code @query}, and header fields by their names in lower
 * case.
 *
 * <p>Not {@code @target-uri} and not {@code @scheme}: behind a proxy that ends TLS the server does
 * not know them.
 *
 * @param method in capitals
 * @param authority the server's name, with its port unless that is the scheme's own
 * @param path as it is sent, still encoded
 * @param query as it is sent, without the question mark; null: none
 * @param fields values of header fields by names in lower case; of a field that is given several
 *     times all of them, separated by a comma and a space
 */
public record RequestHead(
        String method,
        String authority,
        String path,
        String query,
        Function<String, Optional<String>> fields) {

    /** The value of a component; empty: the request has none of that name. */
    Optional<String> component(String name) throws UnacceptableSignatureException {
        if (!name.startsWith("@")) {
            return fields.apply(name).map(String::strip);
        }
        return Optional.of(
                switch (name) {
                    case "@method" -> method;
                    case "@authority" -> canonical(authority);
                    case "@path" -> path.isEmpty() ? "/" : path;
                    case "@query" -> query == null ? "?" : "?" + query;
                    default ->
                            throw new UnacceptableSignatureException(
                                    "Signature-Input covers "
                                            + name
                                            + ", which is not checked here.");
                });
    }

    /**
     * An authority as it is signed: in lower case, and without the port of a scheme, which a client
     * leaves out and the server may not know.
     */
    public static String canonical(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }
}
