package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The page of the contract: whole without any other server, and nothing in it runs but its files.
 */
@ExtendWith(RunningApi.class)
final class DocsIT {

    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final int BIG_SCRIPT_BYTES = 1_000_000;

    private final Api api;

    DocsIT(Api api) {
        this.api = api;
    }

    @Test
    void thePageHasAllItsFilesFromThisServerAndNoScriptOfItsOwn() {
        Api.Answer page = api.get("/docs", "Accept", "text/html");
        assertEquals(200, page.status());
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.contains("script-src 'self';"), policy);
        assertTrue(policy.startsWith("default-src 'none';"), policy);
        assertFalse(Pattern.compile("<script(?! src=)").matcher(page.text()).find());
        List<String> files =
                FILE.matcher(page.text())
                        .results()
                        .map((MatchResult one) -> one.group(1))
                        .filter(one -> !one.startsWith("data:") && !one.equals("/openapi.yaml"))
                        .toList();
        assertEquals(4, files.size(), files.toString());
        for (String file : files) {
            Api.Answer answer = api.get(file);
            assertEquals(200, answer.status(), file);
            assertEquals("public, max-age=86400", answer.header("Cache-Control"), file);
            Api.Answer again = api.getUnchecked(file, "If-None-Match", answer.header("ETag"));
            assertEquals(304, again.status(), file);
        }
    }

    @Test
    void itsScriptIsSentCompressed() {
        Api.Answer plain = api.get("/docs/swagger-ui-bundle.js");
        assertTrue(plain.text().length() > BIG_SCRIPT_BYTES);
        Api.Answer zipped =
                api.getUnchecked("/docs/swagger-ui-bundle.js", "Accept-Encoding", "gzip");
        assertEquals("gzip", zipped.header("Content-Encoding"));
        assertTrue(zipped.text().length() < BIG_SCRIPT_BYTES / 2);
    }

    /** Ours take the last one of two; what reads it in a browser takes none. */
    @Test
    void theContractHasNoKeyTwice() throws Exception {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (InputStream in = DocsIT.class.getResourceAsStream("/openapi.yaml")) {
            assertTrue(new Yaml(options).load(in) != null);
        }
    }
}
