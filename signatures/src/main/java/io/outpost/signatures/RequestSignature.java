package io.outpost.signatures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.StringItem;

/**
 * The signature of a request (RFC 9421), as it was read; what it says is not true before {@link
 * #isBy} says so. A request has one signature, by Ed25519.
 */
public final class RequestSignature {

    /** How far the clock of a sender may be from ours, either way. */
    public static final Duration MAX_SKEW = Duration.ofMinutes(5);

    private static final int MIN_NONCE_CHARACTERS = 16;
    private static final int MAX_NONCE_CHARACTERS = 128;
    private static final int MAX_KEY_ID_CHARACTERS = 64;
    private static final int MAX_COMPONENTS = 16;

    private static final String ALGORITHM = "ed25519";
    private static final String DIGEST = "content-digest";

    private static final Set<String> PARAMETERS =
            Set.of("created", "expires", "keyid", "nonce", "alg");

    private final List<String> components;
    private final String parameters;
    private final String keyId;
    private final Long createdSeconds;
    private final Long expiresSeconds;
    private final String nonce;
    private final byte[] signature;

    private RequestSignature(InnerList input, byte[] signature)
            throws UnacceptableSignatureException {
        Map<String, ?> given = input.getParams();
        for (String name : given.keySet()) {
            require(
                    PARAMETERS.contains(name),
                    "Signature-Input has the parameter " + name + ", which is not known here.");
        }
        this.components = components(input);
        this.parameters = input.serialize();
        this.keyId = text(given, "keyid");
        this.createdSeconds = seconds(given, "created");
        this.expiresSeconds = seconds(given, "expires");
        this.nonce = text(given, "nonce");
        this.signature = signature;
        String algorithm = text(given, "alg");
        require(
                algorithm == null || algorithm.equals(ALGORITHM),
                "Signature-Input: alg must be " + ALGORITHM + ", or be left out.");
    }

    /**
     * Reads the two header fields.
     *
     * @throws UnacceptableSignatureException when they cannot be read, or have other than one
     *     signature, or one with parameters or components that are not known here
     */
    public static RequestSignature read(String signatureInput, String signature)
            throws UnacceptableSignatureException {
        Map<String, ListElement<?>> inputs = Fields.dictionary("Signature-Input", signatureInput);
        Map<String, ListElement<?>> signatures = Fields.dictionary("Signature", signature);
        require(
                inputs.size() == 1 && signatures.keySet().equals(inputs.keySet()),
                "Signature-Input and Signature must have one signature, by the same name.");
        require(
                inputs.values().iterator().next() instanceof InnerList,
                "Signature-Input must list the covered components in parentheses.");
        require(
                signatures.values().iterator().next() instanceof ByteSequenceItem,
                "Signature must be Base64 between colons.");
        InnerList input = (InnerList) inputs.values().iterator().next();
        ByteSequenceItem bytes = (ByteSequenceItem) signatures.values().iterator().next();
        return new RequestSignature(input, ContentDigest.bytes(bytes.get()));
    }

    /**
     * Fails unless it covers what nobody may change, and is of now: {@code @method},
     * {@code @authority}, {@code @path}, {@code @query} where there is one; created within {@link
     * #MAX_SKEW}, not expired, with a key and with a nonce of 16 to 128 characters. Whether it
     * covers the body says {@link #requireBody}.
     */
    public void requireUsable(RequestHead request, Instant now)
            throws UnacceptableSignatureException {
        requireCovered("@method");
        requireCovered("@authority");
        requireCovered("@path");
        if (request.query() != null) {
            requireCovered("@query");
        }
        require(
                keyId != null && !keyId.isEmpty() && keyId.length() <= MAX_KEY_ID_CHARACTERS,
                "Signature-Input: keyid must be given, with 1 to 64 characters.");
        require(
                nonce != null
                        && nonce.length() >= MIN_NONCE_CHARACTERS
                        && nonce.length() <= MAX_NONCE_CHARACTERS,
                "Signature-Input: nonce must be given, with 16 to 128 characters, another one each time.");
        require(createdSeconds != null, "Signature-Input: created must be given.");
        require(
                Math.abs(createdSeconds - now.getEpochSecond()) <= MAX_SKEW.toSeconds(),
                "Signature-Input: created must be within 5 minutes of %d, the time here; set the sender's clock."
                        .formatted(now.getEpochSecond()));
        require(
                expiresSeconds == null || expiresSeconds > now.getEpochSecond(),
                "Signature-Input: the signature has expired.");
    }

    /**
     * Fails unless a body is the one that was signed.
     *
     * @param contentDigest the header field
     */
    public void requireBody(Optional<String> contentDigest, byte[] body)
            throws UnacceptableSignatureException {
        if (body.length == 0 && !components.contains(DIGEST)) {
            return;
        }
        requireCovered(DIGEST);
        require(
                contentDigest.isPresent() && ContentDigest.isOf(contentDigest.get(), body),
                "Content-Digest must be the body's SHA-256: sha-256=:BASE64:");
    }

    /**
     * Whether the signature was made of this request by the private key that belongs to a public
     * one.
     *
     * @throws UnacceptableSignatureException when the request lacks what the signature covers
     */
    public boolean isBy(VerifyingKey key, RequestHead request)
            throws UnacceptableSignatureException {
        return key.verifies(SignatureBase.of(request, components, parameters), signature);
    }

    /** By which the receiver knows the key; null: none is given. */
    public String keyId() {
        return keyId;
    }

    /** What no other signature by the key has; null: none is given. */
    public String nonce() {
        return nonce;
    }

    /** From when on {@link #requireUsable} fails for its age. */
    public Instant usableUntil() {
        return Instant.ofEpochSecond(createdSeconds).plus(MAX_SKEW).plusSeconds(1);
    }

    private void requireCovered(String component) throws UnacceptableSignatureException {
        require(components.contains(component), "Signature-Input must cover " + component + ".");
    }

    private static List<String> components(InnerList input) throws UnacceptableSignatureException {
        List<String> names = new ArrayList<>();
        for (Item<?> item : input.get()) {
            require(
                    item instanceof StringItem && item.getParams().isEmpty(),
                    "Signature-Input: components must be names in quotes, without parameters.");
            names.add((String) item.get());
        }
        require(
                names.size() <= MAX_COMPONENTS && new HashSet<>(names).size() == names.size(),
                "Signature-Input must cover each component once, 16 at most.");
        for (String name : names) {
            require(
                    name.matches("@?[a-z0-9!#$%&'*+.^_`|~-]+"),
                    "Signature-Input: components must be names in lower case.");
        }
        return List.copyOf(names);
    }

    private static String text(Map<String, ?> parameters, String name)
            throws UnacceptableSignatureException {
        Object value = parameters.get(name);
        require(
                value == null || value instanceof StringItem,
                "Signature-Input: " + name + " must be a text in quotes.");
        return value == null ? null : ((StringItem) value).get();
    }

    private static Long seconds(Map<String, ?> parameters, String name)
            throws UnacceptableSignatureException {
        Object value = parameters.get(name);
        require(
                value == null || value instanceof IntegerItem,
                "Signature-Input: " + name + " must be a whole number of seconds since 1970.");
        return value == null ? null : ((IntegerItem) value).get();
    }

    private static void require(boolean right, String otherwise)
            throws UnacceptableSignatureException {
        if (!right) {
            throw new UnacceptableSignatureException(otherwise);
        }
    }
}
