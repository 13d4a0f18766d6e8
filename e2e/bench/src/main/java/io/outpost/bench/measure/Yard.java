package io.outpost.bench.measure;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.stage.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** A broker with one backlog in it; its folder goes with it. */
public record Yard(Broker broker, Track track, Path folder) implements AutoCloseable {
    /**
     * Starts a broker and fills it.
     *
     * @param name of the folder below the ground's
     * @param port first of two
     */
    public static Yard open(Ground ground, String name, int port, Load load)
            throws IOException, InterruptedException, ExecutionException {
        Path folder = ground.folder().resolve(name);
        Broker broker = ground.broker(name, port);
        try {
            Stage stage = ground.stage(broker, folder);
            Track track = new Track(stage, load.backlog(), load.plan(), load.reference());
            track.preload(broker);
            return new Yard(broker, track, folder);
        } catch (RuntimeException | InterruptedException | ExecutionException e) {
            broker.close();
            throw e;
        }
    }

    /** What is to be measured in it. */
    public record Load(Backlog backlog, Plan plan, Reference reference) {}

    @Override
    public void close() throws IOException {
        broker.close();
        Scratch.delete(folder);
    }
}
