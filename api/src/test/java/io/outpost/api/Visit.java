package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One visit of the page, in a browser that knows nothing yet. At its end the page must have logged
 * no error, and asked no other server.
 */
final class Visit implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> troubles = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    private Visit(Browser browser, NewContextOptions options, String url) {
        context = browser.newContext(options.setTimezoneId("America/New_York"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        String authority = URI.create(url).getAuthority();
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error") || message.type().equals("warning")) {
                        troubles.add(message.text());
                    }
                });
        page.onPageError(troubles::add);
        page.onRequest(
                request -> {
                    URI asked = URI.create(request.url());
                    if (!authority.equals(asked.getAuthority())) {
                        troubles.add("asked another server: " + asked);
                    }
                });
        page.navigate(url);
    }

    static Visit of(Browser browser, NewContextOptions options, String url) {
        return new Visit(browser, options, url);
    }

    Page page() {
        return page;
    }

    Locator at(String selector) {
        return page.locator(selector);
    }

    /** The first with a text. */
    Locator at(String selector, String text) {
        return page.locator(selector).filter(new Locator.FilterOptions().setHasText(text)).first();
    }

    /** Waits until it is seen, with this text. */
    void awaitText(String selector, String text) {
        at(selector, text).waitFor();
    }

    void awaitGone(String selector) {
        page.locator(selector)
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    /** Waits until an expression of the page is true; the page's policy has no eval to wait by. */
    void awaitTrue(String expression) {
        page.evaluate(
                """
                () => new Promise((resolve, reject) => {
                  const until = performance.now() + %d;
                  const look = () => {
                    if (%s) {
                      resolve();
                    } else if (performance.now() > until) {
                      reject(new Error('did not become true'));
                    } else {
                      requestAnimationFrame(look);
                    }
                  };
                  look();
                })
                """
                        .formatted(PATIENCE_MILLIS, expression));
    }

    /** Waits until the map shows what was asked for last. */
    void awaitMap() {
        awaitTrue(
                "document.querySelector('#legend').children.length > 0"
                        + " && !document.querySelector('#map').hasAttribute('aria-busy')");
    }

    /** What stands in the link behind #. */
    String hash() {
        return (String) page.evaluate("decodeURIComponent(location.hash.slice(1))");
    }

    /** The pixels of the places, as text. */
    String picture() {
        return (String) page.evaluate("document.querySelector('.places-canvas').toDataURL()");
    }

    /** Fails where axe finds anything. */
    void requireAccessible(String where) {
        List<String> found =
                new AxeBuilder(page)
                        .analyze().getViolations().stream().map(rule -> said(where, rule)).toList();
        assertEquals(List.of(), found);
    }

    private static String said(String where, Rule rule) {
        return where + ": " + rule.getId() + ": " + rule.getNodes();
    }

    /** Writes a picture into the documentation, where that is asked for. */
    void photograph(String name) {
        if ("write".equals(System.getProperty("outpost.screenshots"))) {
            Path docs =
                    Path.of(System.getProperty("outpost.home"), "docs", "images", name + ".png");
            page.screenshot(new Page.ScreenshotOptions().setPath(docs));
        }
    }

    /** An error that is meant to be logged, by a part of its text. */
    void expect(String part) {
        expected.add(part);
    }

    @Override
    public void close() {
        context.close();
        List<String> unexpected =
                troubles.stream()
                        .filter(text -> expected.stream().noneMatch(text::contains))
                        .toList();
        assertEquals(List.of(), unexpected);
    }
}
