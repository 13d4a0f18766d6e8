package io.outpost.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTemplateTest {
    @Test
    void saysWhatToSubscribeToAndWhoseATopicIs() {
        TopicTemplate template = TopicTemplate.of("outpost/+/{sensor}/of/{place}");
        assertEquals("outpost/+/+/of/+", template.filter());
        assertEquals(
                Optional.of(new TopicTemplate.Source("hut", "roof 1")),
                template.sourceOf("outpost/any/roof 1/of/hut"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"outpost/hut", "outpost/hut/roof/more", "other/hut/roof", ""})
    void aTopicThatDoesNotFitIsNobodys(String topic) {
        assertTrue(TopicTemplate.of("outpost/{place}/{sensor}").sourceOf(topic).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outpost/{place}",
                "outpost/{sensor}",
                "{place}/{place}/{sensor}",
                "outpost/{place}/{sensor}/#",
                "outpost/x{place}/{place}/{sensor}",
                "out+post/{place}/{sensor}",
                "{stationid}/{place}/{sensor}"
            })
    void aTemplateThatCannotBeIsRefusedAndShown(String text) {
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> TopicTemplate.of(text))
                        .getMessage()
                        .endsWith(text));
    }
}
