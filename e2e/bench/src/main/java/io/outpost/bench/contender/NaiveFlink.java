package io.outpost.bench.contender;

import io.outpost.bench.peer.ObservationDeserializer;
import io.outpost.bench.peer.ObservationSerializer;
import io.outpost.core.weather.HeatIndex;
import io.outpost.flink.serializer.RecordTypeInfo;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.util.Collector;

/**
 * Flink as its API offers it: Avro objects between operators, keys of text, deduplication by state
 * with a time to live, and the rolling mean of the heat index alone, by sliding windows of 64
 * minutes that advance by one. No other panes, no conditions.
 */
final class NaiveFlink extends FlinkContender {
    private static final Duration WINDOW = Duration.ofMinutes(64);

    private static final RecordTypeInfo<Observation> OBSERVATION =
            new RecordTypeInfo<>(Observation.class, new ObservationSerializer());

    NaiveFlink(ContenderTask task) {
        super(task, Map.of());
    }

    @Override
    void build(StreamExecutionEnvironment environment) {
        KafkaSource<Observation> source =
                KafkaSource.<Observation>builder()
                        .setBootstrapServers(task().addresses().bootstrapServers())
                        .setTopics(Topic.OBSERVATIONS.topicName())
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setValueOnlyDeserializer(new ObservationDeserializer(OBSERVATION))
                        .build();
        environment
                .fromSource(
                        source,
                        WatermarkStrategy.<Observation>forMonotonousTimestamps()
                                .withTimestampAssigner(
                                        (o, before) -> o.getObservedAt().toEpochMilli()),
                        "observations")
                .uid("source")
                .keyBy(Observation::getPlaceId, Types.STRING)
                .process(new DropDuplicates(), OBSERVATION)
                .uid("deduplicate")
                .keyBy(Observation::getPlaceId, Types.STRING)
                .window(SlidingEventTimeWindows.of(WINDOW, Duration.ofMinutes(1)))
                .aggregate(new MeanHeatIndex(), Types.TUPLE(Types.LONG, Types.DOUBLE), Types.DOUBLE)
                .uid("windows")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
    }

    private static final class DropDuplicates
            extends KeyedProcessFunction<String, Observation, Observation> {
        private transient MapState<String, Boolean> seen;

        @Override
        public void open(OpenContext context) {
            MapStateDescriptor<String, Boolean> descriptor =
                    new MapStateDescriptor<>("seen", Types.STRING, Types.BOOLEAN);
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(7)).build());
            seen = getRuntimeContext().getMapState(descriptor);
        }

        @Override
        public void processElement(Observation o, Context context, Collector<Observation> out)
                throws Exception {
            String id = o.getSensorId() + '|' + o.getObservedAt().getEpochSecond();
            if (!seen.contains(id)) {
                seen.put(id, true);
                out.collect(o);
            }
            SharedCounts.addProcessed(1);
        }
    }

    private static final class MeanHeatIndex
            implements AggregateFunction<Observation, Tuple2<Long, Double>, Double> {
        @Override
        public Tuple2<Long, Double> createAccumulator() {
            return Tuple2.of(0L, 0.0);
        }

        @Override
        public Tuple2<Long, Double> add(Observation o, Tuple2<Long, Double> sum) {
            double heatIndex =
                    HeatIndex.celsius(o.getAirTemperatureCelsius(), o.getRelativeHumidityPercent());
            return Tuple2.of(sum.f0 + 1, sum.f1 + heatIndex);
        }

        @Override
        public Double getResult(Tuple2<Long, Double> sum) {
            return sum.f1 / sum.f0;
        }

        @Override
        public Tuple2<Long, Double> merge(Tuple2<Long, Double> a, Tuple2<Long, Double> b) {
            return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
        }
    }
}
