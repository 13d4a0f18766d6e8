package io.outpost.signatures;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs requests with one private key, as the API wants them. May be used by several threads. */
public final class RequestSigner {

    private static final int NONCE_BYTES = 18;

    private final String keyId;
    private final SigningKey key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param keyId by which the API knows the key
     * @param clock says when a request is signed; the API takes 5 minutes more or less
     */
    public RequestSigner(String keyId, SigningKey key, Clock clock) {
        this.keyId = keyId;
        this.key = key;
        this.clock = clock;
    }

    /**
     * The header fields to add to a request: Content-Digest (unless the body is empty),
     * Signature-Input and Signature. The same request sent again is rejected; sign it again.
     *
     * @param uri as it is asked, of which host, port, path and query are covered
     */
    public Map<String, String> headers(String method, URI uri, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> components = new ArrayList<>(List.of("@method", "@authority", "@path"));
        if (uri.getRawQuery() != null) {
            components.add("@query");
        }
        if (body.length > 0) {
            headers.put("Content-Digest", ContentDigest.of(body));
            components.add("content-digest");
        }
        String parameters = parameters(components);
        RequestHead request =
                new RequestHead(
                        method,
                        uri.getRawAuthority(),
                        uri.getRawPath(),
                        uri.getRawQuery(),
                        name -> Optional.ofNullable(headers.get("Content-Digest")));
        headers.put("Signature-Input", "outpost=" + parameters);
        headers.put("Signature", "outpost=:" + signature(request, components, parameters) + ":");
        return headers;
    }

    private String parameters(List<String> components) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return "(\"%s\");created=%d;keyid=\"%s\";nonce=\"%s\""
                .formatted(
                        String.join("\" \"", components),
                        clock.instant().getEpochSecond(),
                        keyId,
                        Base64.getEncoder().encodeToString(nonce));
    }

    private String signature(RequestHead request, List<String> components, String parameters) {
        try {
            byte[] base = SignatureBase.of(request, components, parameters);
            return Base64.getEncoder().encodeToString(key.sign(base));
        } catch (UnacceptableSignatureException e) {
            throw new IllegalArgumentException("not an address to ask: " + request.authority(), e);
        }
    }
}
