package io.outpost.archive.pipeline;

import io.outpost.archive.admit.AdmitObservations;
import io.outpost.archive.admit.RawObservation;
import io.outpost.archive.admit.RawObservationSerializer;
import io.outpost.core.place.PlaceBounds;
import io.outpost.decode.SourceRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The stages by which every job begins that keeps accepted observations, duplicates among them.
 *
 * <pre>
 * log -> receive + decode -> by place -> admit
 * </pre>
 */
public final class AcceptedObservations {
    private final StreamExecutionEnvironment environment;
    private final Inputs inputs;
    private final PlaceBounds places;

    /** The uids of the stages in one job. */
    public record Ids(String readObservations, String receiveRecords, String admitObservations) {}

    public AcceptedObservations(
            StreamExecutionEnvironment environment, Inputs inputs, PlaceBounds places) {
        this.environment = environment;
        this.inputs = inputs;
        this.places = places;
    }

    /** Adds the stages; each observation has the time at which it was received. */
    public DataStream<RawObservation> read(WatermarkStrategy<SourceRecord> watermarks, Ids ids) {
        return admitObservations(
                receiveRecords(readLog(watermarks, ids.readObservations), ids.receiveRecords),
                ids.admitObservations);
    }

    private SingleOutputStreamOperator<SourceRecord> readLog(
            WatermarkStrategy<SourceRecord> watermarks, String uid) {
        return environment
                .fromSource(inputs.log(), watermarks, "log")
                .setParallelism(Math.min(environment.getParallelism(), inputs.partitions()))
                .name("read observations")
                .uid(uid);
    }

    private DataStream<RawObservation> receiveRecords(
            SingleOutputStreamOperator<SourceRecord> log, String uid) {
        return log.transform("receive records", RawObservationSerializer.TYPE, inputs.reader())
                .setParallelism(log.getParallelism())
                .uid(uid);
    }

    private DataStream<RawObservation> admitObservations(
            DataStream<RawObservation> valid, String uid) {
        return valid.keyBy(RawObservation::placeId)
                .process(new AdmitObservations(places), RawObservationSerializer.TYPE)
                .name("admit observations")
                .uid(uid);
    }
}
