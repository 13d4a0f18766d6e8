package io.outpost.cli.simulate;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.send.HttpSender;
import io.outpost.cli.sensors.Sensor;
import io.outpost.cli.sensors.SensorKey;
import io.outpost.cli.sensors.SensorStore;
import io.outpost.signatures.RequestSigner;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives each simulated sensor a key of its own with its first request, as {@code outpost sensors
 * add} does, and signs by it. The keys are forgotten with the run, and stay in the list of sensors.
 */
final class EnrolledStations implements HttpSender.Signing {
    private static final String TENANT = "simulator";

    private final URI observations;
    private final Connection connection;
    private final SensorStore store;
    private final Map<String, RequestSigner> signers = new HashMap<>();

    EnrolledStations(String api, Connection connection) {
        this.observations = URI.create(api + HttpSender.OBSERVATIONS);
        this.connection = connection;
        this.store = new SensorStore(connection);
    }

    @Override
    public void sign(String placeId, String sensorId, HttpRequest.Builder request, byte[] body) {
        signer(placeId, sensorId).headers("POST", observations, body).forEach(request::header);
    }

    private synchronized RequestSigner signer(String placeId, String sensorId) {
        return signers.computeIfAbsent(
                placeId + '\n' + sensorId, name -> enrolled(placeId, sensorId));
    }

    private RequestSigner enrolled(String placeId, String sensorId) {
        SensorKey key = SensorKey.create(SensorKey.Algorithm.ED25519);
        try {
            store.add(Sensor.create(TENANT, placeId, sensorId), key);
        } catch (SQLException e) {
            throw new CommandException(
                    "The key of a simulated sensor cannot be stored: " + e.getMessage(), e);
        }
        return new RequestSigner(key.id(), key.privateKey(), Clock.systemUTC());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new CommandException("Postgres: " + e.getMessage(), e);
        }
    }
}
