package io.outpost.api;

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
 */
record PeopleSettings(Optional<TokenSettings> tokens, boolean writesAreOpen) {

    /** Everybody reads, nobody writes. */
    static final PeopleSettings PUBLIC = new PeopleSettings(Optional.empty(), false);

    Admission admission(Clock clock) {
        return tokens.map(settings -> (Admission) TokenAdmission.of(settings, clock))
                .orElseGet(() -> new PublicAdmission(writesAreOpen));
    }
}
