package io.outpost.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlinkConfTest {
    @TempDir private Path home;
    private FlinkConf conf;

    @BeforeEach
    void copy() throws IOException {
        Path shipped = Files.createDirectories(home.resolve("flink-conf"));
        Files.writeString(shipped.resolve("config.yaml"), "parallelism.default: 2\n");
        Files.writeString(shipped.resolve("outpost.yaml"), "# ticks: as shipped\nticks: SENT\n");
        conf = FlinkConf.copy(home, home.resolve("copy"));
    }

    @Test
    void setsWhatIsThereAndAddsWhatFlinkKnowsBesides() throws IOException {
        conf.flink("parallelism.default", "1").flink("web.refresh-interval", "50 ms");
        assertEquals(
                "parallelism.default: 1\n\nweb.refresh-interval: 50 ms\n",
                Files.readString(home.resolve("copy/config.yaml")));
        conf.job("ticks", "SILENCED").job("ticks", "SILENCED");
        assertEquals(
                "# ticks: as shipped\nticks: SILENCED\n",
                Files.readString(home.resolve("copy/outpost.yaml")));
        assertEquals(
                "parallelism.default: 2\n",
                Files.readString(home.resolve("flink-conf/config.yaml")),
                "what is shipped stays");
    }

    @Test
    void refusesAKeyThatTheJobsDoNotHave() {
        assertThrows(IOException.class, () -> conf.job("tick", "SILENCED"));
    }
}
