package io.outpost.api.token;

import io.outpost.api.web.Access;
import io.outpost.api.web.Admission;
import io.outpost.api.web.Caller;
import io.outpost.api.web.Endpoint;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Request;

/**
 * Admits people without a token: everybody reads; whether everybody writes as well is a setting,
 * for where only those reach the port who may.
 */
public record PublicAdmission(boolean writesAreOpen) implements Admission {

    @Override
    public Caller admit(Endpoint endpoint, Request request) {
        if (endpoint.access() == Access.WRITE && !writesAreOpen) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "Nobody may change anything here. Start the API with --auth jwt, so that tokens"
                            + " say who may, or with --writes open where only those who may reach"
                            + " it.");
        }
        return Caller.ANYBODY;
    }
}
