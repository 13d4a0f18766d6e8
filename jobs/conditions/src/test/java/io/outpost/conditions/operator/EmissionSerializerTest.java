package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.model.FlowThresholds;
import io.outpost.core.model.HourChain;
import io.outpost.core.model.HourInput;
import io.outpost.core.model.HourReport;
import io.outpost.core.model.LevelThresholds;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.SteppedPlace;
import io.outpost.core.model.WaterThresholds;
import io.outpost.core.place.ModelRow;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class EmissionSerializerTest {
    private static final WaterThresholds OWN_LEVELS =
            new WaterThresholds(FlowThresholds.DEFAULT, new LevelThresholds(1, 2, 3));

    private final HourChain chain = new HourChain();
    private final SteppedPlace place = SteppedPlace.of(ModelParameters.at(50, 10));

    @Test
    void rowsOfTheModelsPassWhateverHighWaterIsJudgedBy() throws IOException {
        requireSame(take(0, Double.NaN, WaterThresholds.DEFAULT));
        requireSame(take(1, 1.5, WaterThresholds.DEFAULT));
        requireSame(take(2, 1.5, OWN_LEVELS));
        requireSame(take(3, Double.NaN, OWN_LEVELS));
    }

    private HourReport take(long hour, double levelMetres, WaterThresholds thresholds) {
        HourInput input = new HourInput(3, Double.NaN, 70, 4, 970, levelMetres);
        return chain.take(hour, input, place, thresholds);
    }

    private static void requireSame(HourReport hour) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1);
        ModelRow sent = new ModelRow("a place", 3_600_000, hour.models(), 7, 8);
        EmissionSerializer.INSTANCE.serialize(sent, out);
        ModelRow got =
                (ModelRow)
                        EmissionSerializer.INSTANCE.deserialize(
                                new DataInputDeserializer(out.getCopyOfBuffer()));
        assertEquals("a place", got.placeId());
        assertEquals(3_600_000, got.startMillis());
        assertArrayEquals(sent.hour().values(), got.hour().values());
        assertEquals(sent.hour().temperatureDaysBack(), got.hour().temperatureDaysBack());
        assertEquals(sent.hour().isPrecipitationMissing(), got.hour().isPrecipitationMissing());
        assertEquals(sent.hour().certainty(), got.hour().certainty());
        assertEquals(7, got.revision());
        assertEquals(8, got.asOfMillis());
    }
}
