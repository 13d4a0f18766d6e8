package io.outpost.cli.stack;

/** Which jobs a stack runs, and whether it is highly available. */
record StackShape(boolean withJob, boolean withArchive, boolean highlyAvailable) {}
