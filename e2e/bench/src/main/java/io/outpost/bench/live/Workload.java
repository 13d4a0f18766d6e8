package io.outpost.bench.live;

/** What can be measured live. */
public enum Workload {
    /** Constant rates, with latencies and processor time. */
    CONSTANT,
    /** A rate that goes up beyond what the job can do. */
    RAMP,
    /** A kill at a constant rate, and the way back. */
    KILL
}
