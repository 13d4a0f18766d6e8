package io.outpost.cli.stack;

import java.util.List;

/**
 * The simulator of {@code up --simulate}: two days of weather as fast as possible, then live. After
 * a restart it resumes where it was.
 */
record SimulatorPart(Stack stack) implements Part {
    private static final int HEAP_MEBIBYTES = 192;

    @Override
    public String name() {
        return "simulator";
    }

    @Override
    public String address() {
        return "http://" + Ports.address(stack.ports().simulator()) + "/status";
    }

    /** It runs on the supervisor's own classpath, which is a copy already. */
    @Override
    public Launch launch() {
        return stack.java()
                .frugal()
                .heapMebibytes(HEAP_MEBIBYTES)
                .options("-XX:+ExitOnOutOfMemoryError")
                .main(
                        System.getProperty("java.class.path"),
                        "io.outpost.cli.Outpost",
                        List.of(
                                "simulate",
                                "--serve",
                                "--data=" + stack.data().root(),
                                "--port=" + stack.ports().simulator()));
    }

    @Override
    public boolean ready() {
        return Probe.answersHttp(address());
    }
}
