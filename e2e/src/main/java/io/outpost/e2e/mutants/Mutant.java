package io.outpost.e2e.mutants;

import io.outpost.e2e.rig.Edit;
import java.util.List;

/**
 * A fault that is put into the product on purpose.
 *
 * @param exposure where it is tried, and what must be found because of it
 */
record Mutant(String name, String what, List<Edit> edits, Exposure exposure) {
    enum Program {
        CONDITIONS,
        CLI
    }

    /** What shows a mutant. */
    sealed interface Exposure permits OnStack, ByTests {
        /** For people. */
        String text();
    }

    /**
     * A real stack shows it.
     *
     * @param program whose sources it changes
     * @param stack name of the stack that it shares with others whose traces differ from its own;
     *     {@link #NO_STACK}: it is tried on the stack of the unchanged product, once that has
     *     passed
     * @param step what exposes it
     */
    record OnStack(Program program, String stack, Step step, Expected finding) implements Exposure {
        static final String NO_STACK = "none";

        @Override
        public String text() {
            return step.what();
        }

        boolean hasOwnStack() {
            return !stack.equals(NO_STACK);
        }
    }

    /**
     * Tests show it, where a stack cannot reliably: its broker sets the times.
     *
     * @param module folder of the tests
     * @param classes of which one test at least must fail, and none for the unchanged product
     * @param isLong true: not for the short form of the proof
     */
    record ByTests(String module, List<String> classes, boolean isLong) implements Exposure {
        @Override
        public String text() {
            return "tests of %s: %s".formatted(module, simpleNames());
        }

        String simpleNames() {
            return String.join(
                    ", ",
                    classes.stream()
                            .map(name -> name.substring(name.lastIndexOf('.') + 1))
                            .toList());
        }
    }

    /**
     * The finding that proves it.
     *
     * @param about must stand in the finding's text, such as a place that only this mutant touches
     */
    record Expected(String check, String kind, String where, String about) {
        boolean isMetBy(Finding finding) {
            return finding.check().equals(check)
                    && finding.kind().equals(kind)
                    && finding.where().equals(where)
                    && finding.text().contains(about);
        }
    }

    /** Its trial on a stack; fails when tests show it. */
    OnStack onStack() {
        return (OnStack) exposure;
    }

    boolean isOnStack() {
        return exposure instanceof OnStack;
    }
}
