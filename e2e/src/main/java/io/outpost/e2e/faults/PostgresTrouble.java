package io.outpost.e2e.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What others may do in Postgres. */
final class PostgresTrouble {
    private static final String END_SESSIONS =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name IN ('outpost-conditions', 'outpost-archive')";
    private static final String LOCK =
            "LOCK TABLE outpost.minute_aggregates, outpost.place_counters IN ACCESS EXCLUSIVE MODE";
    private static final String WAITING =
            "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final int ROUNDS = 20;
    private static final int ROUND_MILLIS = 500;
    private static final int LOCKED_SECONDS = 60;
    private static final int USED_UP_SECONDS = 20;
    private static final int MOST_CONNECTIONS = 1_000;

    private PostgresTrouble() {}

    static String endSessions(Scene scene) throws Exception {
        long ended = 0;
        try (Connection admin = scene.stack().postgresAsSuperuser()) {
            for (int round = 0; round < ROUNDS; round++) {
                ended += number(admin, END_SESSIONS);
                TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
            }
        }
        Scene.require(ended > ROUNDS / 2, "only " + ended + " sessions were there to be ended");
        return ended + " sessions ended";
    }

    static String lockTables(Scene scene) throws Exception {
        long most = 0;
        try (Connection owner = scene.stack().postgresAsSuperuser();
                Connection other = scene.stack().postgresAsSuperuser();
                Statement lock = owner.createStatement()) {
            owner.setAutoCommit(false);
            lock.execute(LOCK);
            for (int second = 0; second < LOCKED_SECONDS; second++) {
                Scene.hold(1);
                most = Math.max(most, number(other, WAITING));
            }
            owner.rollback();
        }
        Scene.require(most > 0, "nobody waited for the lock");
        return most + " sessions waited at once";
    }

    static String useUpConnections(Scene scene) throws Exception {
        List<Connection> taken = new ArrayList<>();
        try {
            Instant begin = Instant.now();
            long restarts = scene.restarts();
            take(scene, taken);
            int free = taken.size();
            Scene.hold(USED_UP_SECONDS);
            scene.awaitCheckpoint(begin);
            Scene.require(scene.restarts() == restarts, "the job was restarted meanwhile");
            long ended = 0;
            for (int round = 0; round < 2 * ROUNDS; round++) {
                ended += number(taken.get(0), END_SESSIONS);
                take(scene, taken);
                TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
            }
            Scene.require(taken.size() > free, "the jobs kept their connections");
            return "%d connections taken, the job went on without a restart; then %d of its sessions ended, and %d connections more taken"
                    .formatted(free, ended, taken.size() - free);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    /** Until Postgres has no more to give. */
    private static void take(Scene scene, List<Connection> taken) throws Exception {
        try {
            while (taken.size() < MOST_CONNECTIONS) {
                taken.add(scene.stack().postgresAsSuperuser());
            }
            throw new IllegalStateException("Postgres gives more than " + MOST_CONNECTIONS);
        } catch (SQLException e) {
            if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
