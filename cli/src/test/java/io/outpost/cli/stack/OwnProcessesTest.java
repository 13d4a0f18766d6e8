package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class OwnProcessesTest {
    private static final String ID = UUID.randomUUID().toString();

    @Test
    void recognisesJavaAndPostgresOfTheStack() {
        assertTrue(OwnProcesses.isOf("/jdk/bin/java -Doutpost.stack=" + ID + " -cp x Main", ID));
        assertTrue(OwnProcesses.isOf("unshare -U /bin/postgres -c cluster_name=" + ID, ID));
        String settings = "/data/conf/outpost.stack=" + ID + "/prometheus.yml";
        assertTrue(OwnProcesses.isOf("/bin/prometheus --config.file=" + settings, ID));
        assertTrue(OwnProcesses.isOf("postgres: " + ID + ": checkpointer ", ID));
    }

    @Test
    void leavesThoseAloneThatOnlySpeakOfTheStack() {
        assertFalse(OwnProcesses.isOf("grep " + ID, ID));
        assertFalse(OwnProcesses.isOf("less /data/" + ID + "/postgres.log", ID));
        String settings = "/data/conf/outpost.stack=" + ID + "/prometheus.yml";
        assertFalse(OwnProcesses.isOf("vi " + settings, ID));
        assertFalse(OwnProcesses.isOf("java -Doutpost.stack=" + UUID.randomUUID(), ID));
    }

    @Test
    void javaProcessesThatTalkToPostgresAreNotPostgres() {
        String api = "java -Doutpost.stack=" + ID + " -jar api.jar --postgres-url=jdbc:postgresql";
        assertFalse(OwnProcesses.isPostgres(api, ID));
    }

    @Test
    void findsARunningProcessByItsMark() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", "read end", OwnProcesses.javaMark(ID)).start();
        try {
            assertEquals(List.of(process.toHandle()), OwnProcesses.of(ID));
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals(List.of(), OwnProcesses.of(ID));
    }
}
