package org.relais.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Chromium for all tests of a run: the machine's own, never downloaded. {@code -Drelais.e2e.browser.required=true} makes a
 * machine without it fail instead of skipping.
 */
final class Chromium implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final Logger log = LoggerFactory.getLogger(Chromium.class);
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(Chromium.class);
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> missing = missing();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("there is a browser");
        }
        if (Boolean.getBoolean("relais.e2e.browser.required")) {
            throw new IllegalStateException(missing.get());
        }
        log.warn("THE PAGES ARE NOT TESTED IN A BROWSER: {}", missing.get());
        return ConditionEvaluationResult.disabled(missing.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visitors.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running =
                context.getRoot().getStore(OURS).computeIfAbsent("chromium", key -> new Running(), Running.class);
        Visitors visitors = new Visitors(running.browser, Modules.axe());
        context.getStore(OURS).put("visitors", visitors);
        return visitors;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Visitors visitors = context.getStore(OURS).remove("visitors", Visitors.class);
        if (visitors != null) {
            visitors.leave(context.getExecutionException().isPresent() ? context.getDisplayName() : null);
        }
    }

    private static Optional<String> missing() {
        if (executable().isEmpty()) {
            return Optional.of("no Chromium on the PATH (on Debian: apt-get install chromium)");
        }
        return Files.isDirectory(Modules.FOLDER.resolve("playwright-core"))
                ? Optional.empty()
                : Optional.of("no driver: run npm ci in e2e-tests/browser");
    }

    private static Optional<Path> executable() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What npm installed. */
    private static final class Modules {

        static final Path FOLDER = Path.of("browser", "node_modules").toAbsolutePath();

        /** The driver lies as the Java library wants it: a folder that holds {@code package}. */
        static Path driver() {
            try {
                Path folder = Files.createDirectories(
                        Path.of("target", "playwright-driver").toAbsolutePath());
                Path link = folder.resolve("package");
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, FOLDER.resolve("playwright-core"));
                }
                return folder;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        static String axe() {
            try {
                return Files.readString(FOLDER.resolve("axe-core").resolve("axe.min.js"));
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }
    }

    private static final class Running implements AutoCloseable {

        private final Playwright playwright;
        private final Browser browser;

        Running() {
            System.setProperty("playwright.cli.dir", Modules.driver().toString());
            this.playwright = Playwright.create(new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", "node")));
            this.browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable().orElseThrow())
                            .setHeadless(true)
                            .setArgs(FLAGS));
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }
}
