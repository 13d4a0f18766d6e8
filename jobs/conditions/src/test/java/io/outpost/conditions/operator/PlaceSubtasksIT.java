package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In Flink itself, where an operator has several outputs. */
class PlaceSubtasksIT {
    private static final OutputTag<Long> ASIDE = new OutputTag<>("aside", Types.LONG);

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void areAsManyAsAreBehindTheExchange(int parallelism) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(4, new Configuration());
        environment.setMaxParallelism(128);
        var counted =
                environment
                        .fromSequence(0, 0)
                        .setParallelism(1)
                        .transform("count", Types.INT, new CountSubtasks())
                        .setParallelism(1);
        DataStream<Integer> found =
                counted.keyBy(count -> count).map(count -> count).setParallelism(parallelism);
        DataStream<Integer> aside = counted.getSideOutput(ASIDE).rescale().map(Long::intValue);
        assertEquals(List.of(parallelism), found.union(aside).executeAndCollect(2));
    }

    private static final class CountSubtasks extends AbstractStreamOperator<Integer>
            implements OneInputStreamOperator<Long, Integer> {
        @Override
        public void processElement(StreamRecord<Long> element) {
            PlaceSubtasks subtasks =
                    PlaceSubtasks.behind(
                            getOperatorConfig()
                                    .getOperatorNonChainedOutputs(getUserCodeClassloader()),
                            getContainingTask().getEnvironment().getAllWriters(),
                            128);
            output.collect(new StreamRecord<>(subtasks.count()));
        }
    }
}
