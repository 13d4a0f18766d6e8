package io.outpost.api.rate;

import io.github.bucket4j.ConsumptionProbe;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a limit has granted, or not, as answers say it. */
public final class Granted {

    private Granted() {}

    /**
     * Nothing where it was granted.
     *
     * @param limit a sentence with the number per minute as %d, without its full stop
     * @throws ProblemException TOO_MANY_REQUESTS where it was not
     */
    public static void require(ConsumptionProbe taken, int perMinute, String limit) {
        if (taken.isConsumed()) {
            return;
        }
        long seconds = roundedUp(taken.getNanosToWaitForRefill());
        ProblemException problem =
                new ProblemException(
                                ProblemKind.TOO_MANY_REQUESTS,
                                limit.formatted(perMinute) + "; go on in " + seconds + " s.")
                        .with("Retry-After", String.valueOf(seconds));
        headers(taken, perMinute).forEach(problem::with);
        throw problem;
    }

    /** The fields that say how much is left. */
    public static Map<String, String> headers(ConsumptionProbe left, int perMinute) {
        return Map.of(
                "RateLimit-Limit", String.valueOf(perMinute),
                "RateLimit-Remaining", String.valueOf(Math.max(0, left.getRemainingTokens())),
                "RateLimit-Reset", String.valueOf(roundedUp(left.getNanosToWaitForReset())));
    }

    /** Seconds, at least one. */
    private static long roundedUp(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + 999_999_999L));
    }
}
