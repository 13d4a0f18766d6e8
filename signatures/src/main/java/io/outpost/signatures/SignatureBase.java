package io.outpost.signatures;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text that is signed: RFC 9421, section 2.5. */
final class SignatureBase {

    private SignatureBase() {}

    /**
     * The bytes to sign.
     *
     * @param parameters of the signature: the covered components and their parameters, as
     *     Signature-Input has them
     * @throws UnacceptableSignatureException when the request lacks a covered component
     */
    static byte[] of(RequestHead request, List<String> components, String parameters)
            throws UnacceptableSignatureException {
        StringBuilder base = new StringBuilder();
        for (String component : components) {
            String value =
                    request.component(component)
                            .orElseThrow(
                                    () ->
                                            new UnacceptableSignatureException(
                                                    "Signature-Input covers "
                                                            + component
                                                            + ", which the request does not have."));
            base.append('"').append(component).append("\": ");
            base.append(requirePlain(component, value)).append('\n');
        }
        base.append("\"@signature-params\": ").append(parameters);
        return base.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** A line break would let one component pass for two. */
    private static String requirePlain(String component, String value)
            throws UnacceptableSignatureException {
        if (!value.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t')) {
            throw new UnacceptableSignatureException(
                    "Signature-Input covers " + component + ", whose value is not plain ASCII.");
        }
        return value;
    }
}
