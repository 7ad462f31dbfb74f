package org.relais.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import tools.jackson.databind.json.JsonMapper;

/** Somebody before a browser, who reads labels and presses buttons. Keeps an eye on what a page must never do. */
public final class Visitor implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 15_000;

    private final BrowserContext context;
    private final Page page;
    private final String axe;
    private final boolean scripts;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();

    Visitor(BrowserContext context, String axe, boolean scripts) {
        this.context = context;
        this.page = context.newPage();
        this.axe = axe;
        this.scripts = scripts;
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.onRequest(request -> {
            String host = URI.create(request.url()).getHost();
            if (host != null && !host.equals("localhost") && !host.equals("127.0.0.1")) {
                elsewhere.add(request.url());
            }
        });
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    public Visitor goes(URI to) {
        page.navigate(to.toString());
        return this;
    }

    /** With an account of the demo, whose password is its name; whoever asks for a page of the desk is led there. */
    public Visitor signsIn(URI page, String account) {
        goes(page);
        assertThat(path()).isEqualTo("/desk/sign-in");
        this.page.locator("main a.button").click();
        findsThePageInOrder();
        this.page.locator("#username").fill(account);
        this.page.locator("#password").fill(account);
        this.page.locator("button[type=submit]").click();
        return this;
    }

    /** Whatever other tests have filed near by: this is something else. */
    public Visitor passesLookAlikes() {
        if (path().equals("/demande/deja-signale")) {
            findsThePageInOrder();
            page.locator("main form button").click();
        }
        return this;
    }

    /** The address without host and query. */
    public String path() {
        return URI.create(page.url()).getPath();
    }

    /** Once the page is whole: what is typed before its scripts run isn't noticed by them. */
    public Visitor writes(String label, String text) {
        page.waitForLoadState();
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(false))
                .first()
                .fill(text);
        return this;
    }

    /** Chooses a radio or a checkbox by its label. */
    public Visitor chooses(String label) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(false))
                .first()
                .check(new Locator.CheckOptions().setForce(true));
        return this;
    }

    /** Chooses a picture for a form, and waits for nothing: the form is yet to be sent. */
    public Visitor choosesAPhoto(String label, String name) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(false))
                .first()
                .setInputFiles(new FilePayload(name, "image/jpeg", photo()));
        return this;
    }

    /** Sends a photo as a program does; says its id. */
    public String uploadsAPhoto(URI intake) {
        var kept = page.request()
                .post(
                        intake.resolve("/api/v1/attachments").toString(),
                        RequestOptions.create()
                                .setHeader("Content-Type", "image/jpeg")
                                .setData(photo()));
        return JsonMapper.shared().readTree(kept.text()).path("id").asString();
    }

    /** Until an expression is true. It is asked from outside each time: the page's policy forbids it to ask itself again. */
    public Visitor waitsUntil(String expression) {
        eventually(() -> assertThat(page.evaluate(expression)).as(expression).isEqualTo(true));
        return this;
    }

    /** How many pictures the page shows; with scripts it is seen that each of them is really there. */
    public int photos() {
        if (scripts) {
            waitsUntil("[...document.querySelectorAll('main img.photo')].every(image => image.complete &&"
                    + " image.naturalWidth)");
        }
        return page.locator("main img.photo").count();
    }

    private static byte[] photo() {
        var image = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.LIGHT_GRAY, 0, 480, Color.DARK_GRAY));
        graphics.fillRect(0, 0, 640, 480);
        graphics.setColor(Color.BLACK);
        graphics.fillOval(180, 200, 280, 160);
        graphics.dispose();
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "jpeg", bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public Visitor presses(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .first()
                .click();
        return this;
    }

    public Visitor follows(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
        return this;
    }

    public String heading() {
        return page.locator("h1").first().innerText().strip();
    }

    public String text() {
        return page.locator("main").innerText();
    }

    /** By the keyboard alone: Tab until the element with this accessible name has the focus. */
    public Visitor tabsTo(String name) {
        for (int pressed = 0; pressed < 120; pressed++) {
            page.keyboard().press("Tab");
            Object focused = page.evaluate("""
                () => { const e = document.activeElement; if (!e || e === document.body) return '';
                  const label = e.id && document.querySelector(`label[for="${CSS.escape(e.id)}"]`);
                  return (label ? label.innerText : e.getAttribute('aria-label') || e.innerText || '').trim(); }\
                """);
            if (String.valueOf(focused).startsWith(name)) {
                return this;
            }
        }
        throw new AssertionError("the keyboard does not reach " + name + " on " + page.url());
    }

    public Visitor types(String text) {
        page.keyboard().type(text);
        return this;
    }

    public Visitor hits(String key) {
        page.keyboard().press(key);
        return this;
    }

    /** Presses Enter on what has the focus, and waits for the page it leads to. */
    public Visitor enters() {
        page.waitForNavigation(() -> page.keyboard().press("Enter"));
        return this;
    }

    /**
     * The page is usable by everyone: axe finds nothing in either colour scheme, nothing lies beyond the edge of the screen, and
     * nothing was asked of another site or refused by the page's own policy.
     */
    public Visitor findsThePageInOrder() {
        if (scripts) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(
                        new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
                // What just got the focus changes its colours for a moment.
                waitsUntil("document.getAnimations().length === 0");
                assertThat(violations()).as("%s, %s", page.url(), scheme).isEmpty();
            }
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(ColorScheme.LIGHT)
                    .setReducedMotion(ReducedMotion.REDUCE));
            Object beyond =
                    page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(((Number) beyond).intValue())
                    .as("pixels beyond the edge of %s", page.url())
                    .isLessThanOrEqualTo(0);
        }
        assertThat(complaints).isEmpty();
        assertThat(elsewhere).as("asked of other sites").isEmpty();
        return this;
    }

    /** A picture of the whole page below {@code target/screenshots}, for people to look at. */
    public Visitor keepsAPicture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
        return this;
    }

    public Visitor prefers(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        return this;
    }

    @Override
    public void close() {
        context.close();
    }

    /** What axe finds, as {@code rule: elements}. It is evaluated from outside: the page's policy forbids scripts of others. */
    private List<String> violations() {
        if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(axe);
        }
        Object found = page.evaluate("""
            () => axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v =>
              v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' (' + (n.failureSummary || '').replace(/\\s+/g, ' ') + ')').join('; ')))\
            """);
        List<String> words = new ArrayList<>();
        if (found instanceof List<?> list) {
            list.forEach(each -> words.add(String.valueOf(each)));
        } else if (found instanceof Map<?, ?> other) {
            words.add(other.toString());
        }
        return words;
    }
}
