package io.outpost.api.rate;

import io.github.bucket4j.ConsumptionProbe;
import io.outpost.api.web.Admission;
import io.outpost.api.web.Caller;
import io.outpost.api.web.Endpoint;
import io.outpost.api.web.Origin;
import io.outpost.api.web.Request;
import java.time.Clock;

/**
 * Bounds how often people ask, to read or to change: of each address before anything is checked,
 * and of each who is known by a token, from wherever they ask. It holds at one instance.
 */
public final class PeopleRates implements Admission {

    private final Admission people;
    private final LocalLimit addresses;
    private final LocalLimit persons;

    private PeopleRates(Admission people, LocalLimit addresses, LocalLimit persons) {
        this.people = people;
        this.addresses = addresses;
        this.persons = persons;
    }

    /**
     * What people says, within limits.
     *
     * @param perMinute requests of each address, and of each person; 0: any number
     */
    public static Admission of(Admission people, int perMinute, Clock clock) {
        return perMinute == 0
                ? people
                : new PeopleRates(
                        people, new LocalLimit(perMinute, clock), new LocalLimit(perMinute, clock));
    }

    @Override
    public Caller admit(Endpoint endpoint, Request request) {
        String address = Origin.of(request.remoteAddress());
        take(addresses, address, "This address may ask %d times a minute", request);
        Caller caller = people.admit(endpoint, request);
        if (caller.id() != null) {
            take(persons, caller.id(), "Who holds this token may ask %d times a minute", request);
        }
        return caller;
    }

    private static void take(LocalLimit limit, String who, String sentence, Request request) {
        ConsumptionProbe taken = limit.take(who, 1);
        Granted.require(taken, limit.perMinute(), sentence);
        Granted.headers(taken, limit.perMinute()).forEach(request::addToAnswer);
    }
}
