package io.outpost.cli.stack;

/** Which jobs a stack runs, whether it is highly available, and whether it simulates weather. */
record StackShape(
        boolean withJob, boolean withArchive, boolean highlyAvailable, boolean simulates) {}
