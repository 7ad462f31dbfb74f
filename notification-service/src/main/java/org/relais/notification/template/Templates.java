package org.relais.notification.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words of every message: {@code templates/<name>/v<k>/<language>.{subject,txt,html}}, filled and set into the layout, and
 * {@code <language>.sms}, the same in a text message. A version holds what is new in it. A variable that a template names and
 * nobody gave is an error, never a blank.
 */
@Component
public class Templates {

    private static final List<String> LANGUAGES = List.of("fr", "en");
    private static final String ROOT = "templates/";

    private final Manifest manifest;
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    public Templates(JsonMapper json) {
        this.manifest = read(json);
        engine.addTemplateResolver(resolver(Set.of("*.html"), TemplateMode.HTML));
        engine.addTemplateResolver(resolver(Set.of("*.txt", "*.subject", "*.sms"), TemplateMode.TEXT));
    }

    /** Names of all templates, in alphabetical order. */
    public Set<String> names() {
        return new TreeSet<>(manifest.templates().keySet());
    }

    public List<String> languages() {
        return LANGUAGES;
    }

    /** The version that new messages use. */
    public int currentVersion(String name) {
        Manifest.@Nullable Template template = manifest.templates().get(name);
        if (template == null) {
            throw new UnknownTemplate(name, 0, "");
        }
        return template.current();
    }

    public Set<Integer> versions(String name) {
        Manifest.@Nullable Template template = manifest.templates().get(name);
        return template == null ? Set.of() : template.versions().keySet();
    }

    /** The language that messages come in for a person who asked for {@code tag}: {@code en-GB} is written to in {@code en}. */
    public String nearestLanguage(String tag) {
        String language = Locale.forLanguageTag(tag).getLanguage();
        return LANGUAGES.contains(language) ? language : LANGUAGES.getFirst();
    }

    /** Fills a template. Variables it does not name are left aside. */
    public RenderedMail render(String name, int version, String language, Map<String, String> variables) {
        Manifest.Version template = version(name, version, language);
        Map<String, VariableKind> kinds = kinds(template);
        Map<String, @Nullable String> forText = values(name, kinds, variables, VariableKind::inText);
        Map<String, @Nullable String> forHtml = values(name, kinds, variables, VariableKind::inHtml);

        String layout = ROOT + "layout/v" + template.layout() + "/" + language;
        String subject =
                fill(words(name, version, language + ".subject"), forText).strip();
        return new RenderedMail(
                subject,
                paragraphs(
                        set(layout + ".txt", forText, subject, fill(words(name, version, language + ".txt"), forText))),
                set(layout + ".html", forHtml, subject, fill(words(name, version, language + ".html"), forHtml)));
    }

    /** Fills a template for a text message: short, without layout. Somebody's own words are cut where they are long. */
    public String renderText(String name, int version, String language, Map<String, String> variables) {
        Manifest.Version template = version(name, version, language);
        String filled = fill(
                words(name, version, language + ".sms"),
                values(name, kinds(template), variables, VariableKind::inShort));
        return filled.replaceAll("[ \\t]+", " ").replaceAll(" ?\n\\s*", "\n").strip();
    }

    /** Whether a template does without the variable. */
    boolean optional(String name, int version, String variable) {
        Manifest.Version template =
                manifest.version(name, version).orElseThrow(() -> new UnknownTemplate(name, version, ""));
        @Nullable VariableKind kind = kinds(template).get(variable);
        return kind == null || kind.optional();
    }

    private Manifest.Version version(String name, int version, String language) {
        return manifest.version(name, version)
                .filter(_ -> LANGUAGES.contains(language))
                .orElseThrow(() -> new UnknownTemplate(name, version, language));
    }

    /** The version's own file, else that of the version whose words it keeps. */
    private String words(String name, int version, String file) {
        String own = ROOT + name + "/v" + version + "/" + file;
        Integer kept =
                manifest.version(name, version).map(Manifest.Version::words).orElse(null);
        return kept == null || new ClassPathResource(own).exists() ? own : words(name, kept, file);
    }

    private Map<String, VariableKind> kinds(Manifest.Version template) {
        Map<String, VariableKind> kinds = new HashMap<>(manifest.layouts().getOrDefault(template.layout(), Map.of()));
        kinds.putAll(template.variables());
        return kinds;
    }

    private String set(String layout, Map<String, @Nullable String> values, String title, String body) {
        Map<String, @Nullable String> whole = new HashMap<>(values);
        whole.put("title", title);
        whole.put("body", body.strip());
        return fill(layout, whole);
    }

    private String fill(String file, Map<String, @Nullable String> values) {
        Context context = new Context(Locale.ROOT);
        context.setVariable("m", values);
        return engine.process(file, context);
    }

    private static Map<String, @Nullable String> values(
            String template,
            Map<String, VariableKind> kinds,
            Map<String, String> variables,
            BiFunction<VariableKind, String, String> safe) {
        Map<String, @Nullable String> values = new HashMap<>();
        kinds.forEach((variable, kind) -> {
            String value = variables.get(variable);
            if (value == null && !kind.optional()) {
                throw new MissingVariable(template, variable);
            }
            values.put(variable, value == null ? null : safe.apply(kind, value));
        });
        return values;
    }

    /** Takes out what conditions leave behind: more than one blank line. */
    private static String paragraphs(String text) {
        return text.replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    private static ClassLoaderTemplateResolver resolver(Set<String> files, TemplateMode mode) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setResolvablePatterns(files);
        resolver.setTemplateMode(mode);
        resolver.setForceTemplateMode(true);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setCacheable(true);
        return resolver;
    }

    private static Manifest read(JsonMapper json) {
        try (InputStream file = new ClassPathResource(ROOT + "manifest.json").getInputStream()) {
            return json.readValue(file, Manifest.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
