package io.outpost.bench.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/** What was measured so far; null where it was not. */
final class LiveResults {
    @JsonProperty private final List<ConstantResult> constant = new ArrayList<>();
    @JsonProperty private RampResult ramp;
    @JsonProperty private KillResult kill;
    @JsonProperty private RowAudit.Finding audit;
    @JsonProperty private int alerts;
    @JsonProperty private int alertsTwice;
    @JsonProperty private String failure;

    void add(ConstantResult result) {
        constant.add(result);
    }

    void ramp(RampResult result) {
        ramp = result;
    }

    void kill(KillResult result) {
        kill = result;
    }

    void audit(RowAudit.Finding finding) {
        audit = finding;
    }

    void alerts(int all, int twice) {
        alerts = all;
        alertsTwice = twice;
    }

    void failed(String reason) {
        failure = reason;
    }

    List<ConstantResult> constant() {
        return constant;
    }

    RampResult ramp() {
        return ramp;
    }

    KillResult kill() {
        return kill;
    }

    RowAudit.Finding audit() {
        return audit;
    }

    int alerts() {
        return alerts;
    }

    int alertsTwice() {
        return alertsTwice;
    }

    String failure() {
        return failure;
    }

    /** True when all has run, and nothing was lost or told twice. */
    boolean isSound() {
        return failure == null
                && audit != null
                && audit.isComplete()
                && alertsTwice == 0
                && constant.stream().allMatch(c -> c.panesMissing() == 0 && c.alertsMissing() == 0);
    }
}
