package io.outpost.api;

import io.outpost.api.token.TokenSettings;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments that say what people may do, and by which tokens. */
final class PeopleOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--auth",
            defaultValue = "none",
            description =
                    "By what people are known: none (everybody reads), or jwt, a token of"
                            + " --jwt-issuer (OUTPOST_API_AUTH, default none).")
    private String auth;

    @Option(
            names = "--writes",
            defaultValue = "closed",
            description =
                    "Without tokens: closed (nobody changes places), or open, for where only those"
                            + " reach the port who may (OUTPOST_API_WRITES, default closed).")
    private String writes;

    @Option(
            names = "--jwt-issuer",
            defaultValue = "",
            description =
                    "What tokens must have as iss (OUTPOST_API_JWT_ISSUER), required for jwt.")
    private String issuer;

    @Option(
            names = "--jwt-audience",
            defaultValue = "",
            description =
                    "What tokens must have as aud (OUTPOST_API_JWT_AUDIENCE), required for jwt.")
    private String audience;

    @Option(
            names = "--jwks-url",
            defaultValue = "",
            description =
                    "Where the issuer's public keys are, as a JWKS: an http address, or"
                            + " file:///path (OUTPOST_API_JWKS_URL), required for jwt.")
    private String jwksUrl;

    @Option(
            names = "--people-requests-per-minute",
            defaultValue = "60000",
            description =
                    "Requests to read or to change of an address, of IPv6 a /64, and of who holds a"
                            + " token, at each process; 0 for any number; behind a proxy see"
                            + " --trusted-proxies (OUTPOST_API_PEOPLE_REQUESTS_PER_MINUTE, default"
                            + " 60000).")
    private int requestsPerMinute;

    /** What is wrong is a {@link ParameterException}. */
    PeopleSettings read() {
        reject(!writes.matches("closed|open"), "--writes must be closed or open, but is " + writes);
        reject(
                requestsPerMinute < 0 || requestsPerMinute > 1_000_000_000,
                "--people-requests-per-minute must be from 0 to 1000000000, but is "
                        + requestsPerMinute);
        return switch (auth) {
            case "none" ->
                    new PeopleSettings(Optional.empty(), writes.equals("open"), requestsPerMinute);
            case "jwt" -> new PeopleSettings(Optional.of(tokens()), false, requestsPerMinute);
            default ->
                    throw new ParameterException(
                            spec.commandLine(), "--auth must be none or jwt, but is " + auth);
        };
    }

    private TokenSettings tokens() {
        reject(issuer.isBlank(), "--jwt-issuer must be given for --auth jwt");
        reject(audience.isBlank(), "--jwt-audience must be given for --auth jwt");
        reject(
                !jwksUrl.matches("https?://[^\\s/]+\\S*|file:///\\S+"),
                "--jwks-url must be an http address or file:///path, but is '" + jwksUrl + "'");
        return new TokenSettings(issuer, audience, URI.create(jwksUrl));
    }

    private void reject(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
