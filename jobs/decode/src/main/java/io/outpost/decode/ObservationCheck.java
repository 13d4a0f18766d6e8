package io.outpost.decode;

import io.outpost.core.place.Origin;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.QualityCheck;
import io.outpost.core.weather.Quantity;
import io.outpost.schemas.Observation;
import java.util.EnumMap;
import java.util.Map;

/**
 * Says before an observation is sent what the jobs will find in it by itself, by their own checks.
 * What depends on its place (duplicate, late, a jump of its clock, bounds) only the log decides.
 * Not thread-safe.
 */
public final class ObservationCheck {
    /** An observation is put into its place's partition, whatever that is. */
    private static final int ONE_PARTITION = 1;

    private static final Origin NOT_SENT =
            new Origin(0, 0, 0, null, null, new String[0], new byte[0][]);

    private final ValidateObservations validation = new ValidateObservations(ONE_PARTITION);

    /**
     * What was found.
     *
     * @param reason why it would become a dead letter; null: it would not
     * @param detail of the reason; null: there is none
     * @param flags quantities whose value would be left out, with why; a value that is good has
     *     none
     */
    public record Finding(RejectionReason reason, String detail, Map<Quantity, Flag> flags) {
        public boolean isAccepted() {
            return reason == null;
        }
    }

    /** Checks one, as if the broker received it at a time. */
    public Finding check(Observation observation, long receivedAtMillis) {
        try {
            long flags =
                    validation
                            .validate(
                                    observation, new SourceRecord(receivedAtMillis, true, NOT_SENT))
                            .reading()
                            .flags();
            return new Finding(null, null, flags == 0 ? Map.of() : byQuantity(flags));
        } catch (RejectedValueException e) {
            return new Finding(e.reason(), e.getMessage(), Map.of());
        }
    }

    private static Map<Quantity, Flag> byQuantity(long flags) {
        Map<Quantity, Flag> found = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.sent()) {
            Flag flag = QualityCheck.flagOf(flags, quantity);
            if (flag != null) {
                found.put(quantity, flag);
            }
        }
        return found;
    }
}
