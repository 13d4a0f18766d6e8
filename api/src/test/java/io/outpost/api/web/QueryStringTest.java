package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryStringTest {

    @Test
    void readsNamesAndValuesInTheirOrder() {
        assertEquals(Map.of(), QueryString.parse(null));
        assertEquals(Map.of(), QueryString.parse(""));
        assertEquals(Map.of(), QueryString.parse("&&"));
        assertEquals(
                Map.of("a", List.of("1", "2"), "b c", List.of("")),
                QueryString.parse("a=1&b%20c&a=2"));
        assertEquals(Map.of("a", List.of("=b=c")), QueryString.parse("a==b=c"));
        assertEquals(Map.of("", List.of("x")), QueryString.parse("=x"));
    }

    @Test
    void decodesOnce() {
        assertEquals(
                Map.of("p", List.of("Zürich Süd&=%2F+")),
                QueryString.parse("p=Z%C3%BCrich+S%c3%bcd%26%3D%252F%2B"));
        assertEquals(Map.of("p", List.of("日本")), QueryString.parse("p=日本"));
        assertEquals(Map.of("p", List.of("\uFFFD")), QueryString.parse("p=%EF%BF%BD"));
    }

    @ParameterizedTest
    @CsvSource({
        "place=b3%, /query/place, malformed-escape",
        "bbox=%, /query/bbox, malformed-escape",
        "limit=%2, /query/limit, malformed-escape",
        "limit=1%2, /query/limit, malformed-escape",
        "limit=%+1, /query/limit, malformed-escape",
        "limit=%-1, /query/limit, malformed-escape",
        "limit=%１１, /query/limit, malformed-escape",
        "limit=%%32, /query/limit, malformed-escape",
        "limit=%u0031, /query/limit, malformed-escape",
        "sta%zzrt=, /query/sta%zzrt, malformed-escape",
        "a/b~%=1, /query/a~1b~0%, malformed-escape",
        "a=1&b=2%, /query/b, malformed-escape",
        "place=%FF, /query/place, not-utf-8",
        "place=%C3, /query/place, not-utf-8",
        "place=%C0%80, /query/place, not-utf-8",
        "place=%ED%A0%80, /query/place, not-utf-8",
        "place=%F4%90%80%80, /query/place, not-utf-8",
        "place=\uFFFD, /query/place, not-utf-8",
        "%FF=1, /query/%FF, not-utf-8"
    })
    void namesTheParameterThatCannotBeRead(String text, String pointer, String code) {
        ProblemException problem =
                assertThrows(ProblemException.class, () -> QueryString.parse(text));
        assertEquals(pointer, problem.faults().get(0).pointer());
        assertEquals(code, problem.faults().get(0).code());
    }
}
