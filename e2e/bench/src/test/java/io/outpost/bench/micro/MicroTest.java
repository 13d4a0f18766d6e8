package io.outpost.bench.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.model.HourFluxes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MicroTest {
    @Test
    void theTableNamesPiecesInWords() {
        assertEquals("decode and validate", Micro.words("decodeAndValidate"));
    }

    @Test
    void theModelsHaveSnowAndNone() throws IOException {
        Pieces benchmark = new Pieces();
        benchmark.start();
        try {
            benchmark.begin(null);
            int hoursWithWater = 0;
            int hoursWithMelt = 0;
            for (int i = 0; i < 24 * 360; i++) {
                HourFluxes fluxes = benchmark.hourOfTheModels();
                hoursWithWater += fluxes.waterMillimetres() > 0 ? 1 : 0;
                hoursWithMelt += fluxes.meltMillimetres() > 0 ? 1 : 0;
            }
            assertTrue(hoursWithMelt > 100, hoursWithMelt + " hours with melt");
            assertTrue(hoursWithWater > hoursWithMelt, hoursWithWater + " hours with water");
        } finally {
            benchmark.stop();
        }
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
