package io.outpost.api.sensor;

import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Admission;
import io.outpost.api.web.Caller;
import io.outpost.api.web.Endpoint;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Request;
import io.outpost.api.web.SecretParameters;
import io.outpost.signatures.RequestHead;
import io.outpost.signatures.RequestSignature;
import io.outpost.signatures.SigningKey;
import io.outpost.signatures.UnacceptableSignatureException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Admits sensors: by a signature of the request, or by a secret. What it answers, and how long it
 * takes, is the same for a key that is not known and for a proof that is wrong.
 */
public final class SensorAdmission implements Admission {

    private static final String NOT_PROVED =
            "The key is not known, or the signature or secret is not of it.";

    /** An id and a secret; of the secrets that are made, each has 43 characters. */
    private static final Pattern BEARER =
            Pattern.compile("(?i:Bearer) +([a-z0-9-]{1,64})\\.([A-Za-z0-9_-]{1,128})");

    /** Stands for a key that is not there; nobody has the private key, or a secret of the hash. */
    private static final SensorKey NOBODYS_KEY =
            new SensorKey(
                    "",
                    SigningKey.random(new SecureRandom()).verifyingKey(),
                    new byte[32],
                    Caller.ANYBODY);

    private final boolean open;
    private final SensorKeys keys;
    private final Nonces nonces;
    private final RateLimits limits;
    private final AdmissionCounts counts;
    private final Clock clock;

    private SensorAdmission(
            boolean open,
            SensorKeys keys,
            Nonces nonces,
            RateLimits limits,
            AdmissionCounts counts,
            Clock clock) {
        this.open = open;
        this.keys = keys;
        this.nonces = nonces;
        this.limits = limits;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Needs no Postgres to start.
     *
     * @param primary which has the keys, and takes what is written
     */
    public static SensorAdmission of(
            SensorSettings settings, Database primary, MeterRegistry meters, Clock clock) {
        return new SensorAdmission(
                settings.open(),
                new SensorKeys(new SensorKeyStore(primary), clock),
                new Nonces(new NonceStore(primary), clock),
                RateLimits.of(
                        settings, new SharedBuckets(new RateLimitStore(primary), clock), clock),
                new AdmissionCounts(meters),
                clock);
    }

    @Override
    public Caller admit(Endpoint endpoint, Request request) {
        try {
            limits.takeOfAddress(request.remoteAddress());
            Optional<String> signatureInput = request.header("Signature-Input");
            Optional<String> authorization = request.header("Authorization");
            if (signatureInput.isPresent() || request.header("Signature").isPresent()) {
                return bySignature(request, signatureInput.orElse(""));
            }
            if (authorization.isPresent()) {
                return byAuthorization(request, authorization.get());
            }
            return endpoint.secretParameters().isPresent()
                    ? byParameters(request, endpoint.secretParameters().get())
                    : byNothing();
        } catch (ProblemException e) {
            counts.rejected(e.kind());
            throw e;
        }
    }

    /**
     * Who has a secret, where it does not come in a header field, as of stations that can send
     * none; takes from the limits.
     *
     * @throws ProblemException UNAUTHENTICATED, TOO_MANY_REQUESTS, or UNAVAILABLE
     */
    public Caller bySecret(Request request, String keyId, String secret) {
        SensorKey key = keys.find(keyId).filter(SensorKey::isSecret).orElse(NOBODYS_KEY);
        boolean genuine = MessageDigest.isEqual(key.secretHash(), sha256(secret));
        if (!genuine) {
            throw unauthenticated(NOT_PROVED);
        }
        limits.takeOf(key.caller(), request);
        counts.admitted(AdmissionCounts.Proof.SECRET);
        return key.caller();
    }

    /** How much may still be sent. */
    public RateLimits limits() {
        return limits;
    }

    /** Also where anybody may send: without a key nobody knows whose a report is. */
    private Caller byParameters(Request request, SecretParameters names) {
        Optional<String> keyId = request.text(names.keyId());
        Optional<String> secret = request.text(names.secret());
        if (keyId.isEmpty() || secret.isEmpty()) {
            throw unauthenticated(
                    "Send the key's id as %s and its secret as %s in the query; outpost sensors add makes a key."
                            .formatted(names.keyId(), names.secret()));
        }
        return bySecret(request, keyId.get(), secret.get());
    }

    private Caller byNothing() {
        if (!open) {
            throw unauthenticated(
                    "Sign the request (RFC 9421), or send Authorization: Bearer KEY_ID.SECRET; outpost sensors add makes a key.");
        }
        counts.admitted(AdmissionCounts.Proof.NONE);
        return Caller.ANYBODY;
    }

    private Caller byAuthorization(Request request, String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            throw unauthenticated("Authorization must be Bearer KEY_ID.SECRET.");
        }
        return bySecret(request, bearer.group(1), bearer.group(2));
    }

    private Caller bySignature(Request request, String signatureInput) {
        try {
            RequestSignature signature =
                    RequestSignature.read(signatureInput, request.header("Signature").orElse(""));
            RequestHead head = head(request);
            signature.requireUsable(head, clock.instant());
            SensorKey key =
                    keys.find(signature.keyId()).filter(SensorKey::signs).orElse(NOBODYS_KEY);
            boolean genuine = signature.isBy(key.publicKey(), head);
            if (!genuine) {
                throw unauthenticated(NOT_PROVED);
            }
            requireNew(key, signature, request);
            counts.admitted(AdmissionCounts.Proof.SIGNATURE);
            return key.caller();
        } catch (UnacceptableSignatureException e) {
            throw unauthenticated(e.getMessage());
        }
    }

    /**
     * What comes again to this instance takes nothing from the limits, so that who has overheard a
     * request cannot use them up; what is beyond the limits costs no body and no question.
     */
    private void requireNew(SensorKey key, RequestSignature signature, Request request)
            throws UnacceptableSignatureException {
        String nonce = signature.nonce();
        boolean isNew = nonces.isNewHere(key.id(), nonce, signature.usableUntil());
        if (isNew) {
            limits.takeOf(key.caller(), request);
            signature.requireBody(request.header("Content-Digest"), request.body());
            isNew = nonces.isNewEverywhere(key.id(), nonce, signature.usableUntil());
        }
        if (!isNew) {
            throw unauthenticated(
                    "This request was sent before; sign it again, with another nonce.");
        }
    }

    private static RequestHead head(Request request) {
        String path = request.path();
        String target = request.target();
        return new RequestHead(
                request.method(),
                request.authority(),
                path,
                target.length() > path.length() ? target.substring(path.length() + 1) : null,
                request::header);
    }

    private static ProblemException unauthenticated(String detail) {
        return new ProblemException(ProblemKind.UNAUTHENTICATED, detail)
                .with("WWW-Authenticate", "Bearer realm=\"outpost\"");
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
