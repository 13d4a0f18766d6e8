package io.outpost.cli.simulate;

import io.outpost.cli.send.HttpSender;
import io.outpost.cli.send.SendLog;
import io.outpost.cli.stack.Endpoints;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The API to which is sent.
 *
 * @param url its address
 * @param keys where the keys of the simulated sensors are made, by a login that may; null: they do
 *     not sign
 */
record HttpTarget(String url, Endpoints keys) {

    HttpSender sender(Duration patience, SendLog log) throws SQLException {
        HttpSender.Signing signing =
                keys == null ? HttpSender.Signing.NONE : new EnrolledStations(url, keys.connect());
        return new HttpSender(url, signing, patience, log);
    }
}
