package io.outpost.conditions.operator;

import io.outpost.core.place.Emission;
import io.outpost.core.place.PlaceInput;
import io.outpost.flink.serializer.RecordTypeInfo;
import org.apache.flink.util.OutputTag;

/** The types of the streams of the job, and its side output. */
public final class StreamTypes {
    public static final RecordTypeInfo<PlaceInput> PLACE_INPUT =
            new RecordTypeInfo<>(PlaceInput.class, PlaceInputSerializer.INSTANCE);
    public static final RecordTypeInfo<Emission> EMISSION =
            new RecordTypeInfo<>(Emission.class, EmissionSerializer.INSTANCE);

    /** Emissions that are messages on a topic. */
    public static final OutputTag<Emission> MESSAGES = new OutputTag<>("messages", EMISSION);

    private StreamTypes() {}
}
