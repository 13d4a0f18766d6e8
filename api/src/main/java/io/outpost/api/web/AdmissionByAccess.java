package io.outpost.api.web;

/**
 * Asks who is responsible for a route: nobody for what is open, one for people, one for senders.
 */
public record AdmissionByAccess(Admission people, Admission senders) implements Admission {

    @Override
    public Caller admit(Endpoint endpoint, Request request) {
        return switch (endpoint.access()) {
            case OPEN -> Caller.ANYBODY;
            case READ, WRITE -> people.admit(endpoint, request);
            case SEND -> senders.admit(endpoint, request);
        };
    }
}
