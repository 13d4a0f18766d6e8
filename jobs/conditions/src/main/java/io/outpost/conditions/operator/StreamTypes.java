package io.outpost.conditions.operator;

import io.outpost.core.place.Emission;
import io.outpost.decode.RoutedRecord;
import io.outpost.flink.serializer.RecordTypeInfo;
import org.apache.flink.util.OutputTag;

/** The types of the streams of the job, and its side output. */
public final class StreamTypes {
    public static final RecordTypeInfo<RoutedRecord> ROUTED_RECORD =
            new RecordTypeInfo<>(RoutedRecord.class, RoutedRecordSerializer.INSTANCE);
    public static final RecordTypeInfo<Parcel> PARCEL =
            new RecordTypeInfo<>(Parcel.class, ParcelSerializer.INSTANCE);
    public static final RecordTypeInfo<Emission> EMISSION =
            new RecordTypeInfo<>(Emission.class, EmissionSerializer.INSTANCE);

    /** Emissions that are messages on a topic. */
    public static final OutputTag<Emission> MESSAGES = new OutputTag<>("messages", EMISSION);

    private StreamTypes() {}
}
