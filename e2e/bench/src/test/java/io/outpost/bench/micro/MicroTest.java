package io.outpost.bench.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MicroTest {
    @Test
    void theTableNamesPiecesInWords() {
        assertEquals("decode and validate", Micro.words("decodeAndValidate"));
    }

    @Test
    void everyRecordIsValid() throws IOException {
        Pieces benchmark = new Pieces();
        benchmark.start();
        try {
            for (int i = 0; i < 5000; i++) {
                assertNotNull(benchmark.decodeAndValidate().reading());
            }
        } finally {
            benchmark.stop();
        }
    }
}
