package io.outpost.cli.stack;

/** A part that listens nowhere: only its process matters. */
interface ScriptPart extends Part {
    @Override
    default String name() {
        return "script";
    }

    @Override
    default String address() {
        return "nowhere";
    }
}
