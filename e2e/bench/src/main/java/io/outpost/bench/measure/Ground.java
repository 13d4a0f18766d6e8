package io.outpost.bench.measure;

import io.outpost.bench.stage.Broker;
import io.outpost.bench.stage.Database;
import io.outpost.bench.stage.RegistryStub;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What all brokers of one run of the command share.
 *
 * @param home root of the repository
 * @param folder scratch
 */
public record Ground(Path home, Path folder, RegistryStub registry, Database database) {
    Stage stage(Broker broker, Path stageFolder) {
        return new Stage(
                home,
                stageFolder,
                broker.bootstrapServers(),
                broker.pid(),
                registry.url(),
                database.url(),
                database.pid());
    }

    Broker broker(String name, int port) throws IOException, InterruptedException {
        return Broker.start(home, folder.resolve(name).resolve("broker"), port);
    }
}
