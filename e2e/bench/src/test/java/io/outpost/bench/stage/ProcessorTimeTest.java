package io.outpost.bench.stage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
    private final long self = ProcessHandle.current().pid();

    @Test
    void compilersHavePartOfTheTimeOfTheProcess() {
        double compilers = ProcessorTime.compilerSeconds(self);
        assertTrue(compilers > 0, "a JVM that has come so far has compiled something");
        assertTrue(compilers <= ProcessorTime.seconds(self));
    }
}
