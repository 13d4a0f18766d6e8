package io.outpost.api.sensor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.web.ProblemKind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts how requests to send were admitted, or why not. */
final class AdmissionCounts {

    private static final String ADMITTED = "admitted";

    private final Map<Proof, Counter> admitted = new EnumMap<>(Proof.class);
    private final MeterRegistry meters;

    AdmissionCounts(MeterRegistry meters) {
        this.meters = meters;
        for (Proof proof : Proof.values()) {
            admitted.put(proof, counter(ADMITTED, proof.name()));
        }
    }

    /** By what it was proved who sends. */
    enum Proof {
        SIGNATURE,
        SECRET,
        NONE
    }

    void admitted(Proof proof) {
        admitted.get(proof).increment();
    }

    /** For a reason of which there are few. */
    void rejected(ProblemKind reason) {
        counter(reason.name(), Proof.NONE.name()).increment();
    }

    private Counter counter(String outcome, String proof) {
        return Counter.builder("outpost.api.admissions")
                .description("Requests to send, by what became of them and by what they proved.")
                .tag("outcome", outcome.toLowerCase(Locale.ROOT))
                .tag("proof", proof.toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
