package io.outpost.api;

import io.outpost.api.rate.PeopleRates;
import io.outpost.api.token.PublicAdmission;
import io.outpost.api.token.TokenAdmission;
import io.outpost.api.token.TokenSettings;
import io.outpost.api.web.Admission;
import java.time.Clock;
import java.util.Optional;

/**
 * What people may do.
 *
 * @param tokens by which they are known; empty: by none
 * @param writesAreOpen whether everybody may write where there are no tokens
 * @param requestsPerMinute of each address, and of each who has a token, at one instance; 0: any
 *     number
 */
record PeopleSettings(
        Optional<TokenSettings> tokens, boolean writesAreOpen, int requestsPerMinute) {

    /** Everybody reads, as often as they like, and nobody writes. */
    static final PeopleSettings PUBLIC = new PeopleSettings(Optional.empty(), false, 0);

    Admission admission(Clock clock) {
        Admission people =
                tokens.map(settings -> (Admission) TokenAdmission.of(settings, clock))
                        .orElseGet(() -> new PublicAdmission(writesAreOpen));
        return PeopleRates.of(people, requestsPerMinute, clock);
    }
}
