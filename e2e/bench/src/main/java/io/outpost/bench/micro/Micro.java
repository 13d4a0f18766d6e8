package io.outpost.bench.micro;

public final class Micro {
    private Micro() {}

    public static String run() {
        return "";
    }
}
