package org.relais.e2e.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.relais.e2e.repository.SourceTree.Source;

/** What the pages name exists. That the generated pages are current is proven where they are generated. */
class DocumentationTest {

    private static final Pattern QUOTED = Pattern.compile("`([^`\\s]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");
    private static final Pattern COMMAND = Pattern.compile("\\./relais ([a-z-]+)");
    private static final Pattern TOPIC =
            Pattern.compile("(?<![\\w.])(?:intake|routing|notification|territory|department)\\.[a-z<>.-]+\\.v\\d+");
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+\\b");
    /** Between backticks: an odd number of them follows. */
    private static final Pattern QUOTED_TYPE =
            Pattern.compile("(?<![\\w.-])" + TYPE + "(?![\\w-])(?=[^`]*`(?:[^`]*`[^`]*`)*[^`]*$)");

    private static final Pattern REGISTERED_COMMAND = Pattern.compile("\"([a-z-]+)\", new \\w+Command\\(");
    private static final Pattern PLACEHOLDER = Pattern.compile("[*<>{}$…]");

    private static final List<Source> PAGES = SourceTree.filesEndingWith(".md");

    @Test
    void readsEveryPage() {
        assertThat(PAGES).extracting(page -> page.path().toString()).contains("docs/events.md", "schemas/README.md");
    }

    @Test
    void namesOnlyFilesThatExist() throws IOException {
        var roots = rootNames();

        assertThat(missing(QUOTED, (page, name) -> !looksLikeAPath(name, roots) || exists(page, name)))
                .isEmpty();
        assertThat(missing(LINK, (page, name) -> name.contains(":") || exists(page, name)))
                .isEmpty();
    }

    @Test
    void namesOnlyTopicsOfTheCatalogue() throws IOException {
        var catalogue = Files.readString(SourceTree.root().resolve("docs/events.md"));

        assertThat(missing(TOPIC, (page, topic) -> catalogue.contains(general(topic))))
                .isEmpty();
    }

    @Test
    void namesOnlyCommandsThatTheLauncherHas() throws IOException {
        var main = Files.readString(SourceTree.root().resolve("local/src/main/java/org/relais/local/Main.java"));
        var commands = REGISTERED_COMMAND
                .matcher(main)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(commands).contains("up", "down");
        assertThat(missing(COMMAND, (page, command) -> commands.contains(command)))
                .isEmpty();
    }

    @Test
    void namesOnlyTypesThatTheSourcesKnow() {
        var known = Stream.of(".java", ".avsc")
                .flatMap(ending -> SourceTree.filesEndingWith(ending).stream())
                .flatMap(source -> source.lines().stream())
                .flatMap(line -> TYPE.matcher(line).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(known).contains("DocumentationTest", "ServiceRequestSubmitted");
        assertThat(missing(QUOTED_TYPE, (page, type) -> known.contains(type))).isEmpty();
    }

    private static List<String> missing(Pattern mention, BiPredicate<Path, String> known) {
        var unknown = new ArrayList<String>();
        for (var page : PAGES) {
            for (var line : page.lines()) {
                mention.matcher(line)
                        .results()
                        .map(match -> match.groupCount() == 0 ? match.group() : match.group(1))
                        .filter(name -> !known.test(page.path(), name))
                        .forEach(name -> unknown.add(page.path() + ": " + name));
            }
        }
        return unknown;
    }

    /** {@code department.roads.requests.v1} stands in the catalogue as {@code department.<code>.requests.v1}. */
    private static String general(String topic) {
        return topic.replaceFirst("^department\\.[^.]+\\.", "department.<code>.");
    }

    /** {@code docs/adr} is a path, {@code POST/GET} and {@code ./relais} aren't. */
    private static boolean looksLikeAPath(String name, Set<String> roots) {
        if (!name.contains("/")
                || name.contains(":")
                || PLACEHOLDER.matcher(name).find()) {
            return false;
        }
        var first = name.substring(0, name.indexOf('/'));
        return roots.contains(first) || first.equals("src");
    }

    private static boolean exists(Path page, String name) {
        var beside = SourceTree.root().resolve(page).resolveSibling(name).normalize();
        return Files.exists(SourceTree.root().resolve(name)) || Files.exists(beside);
    }

    private static Set<String> rootNames() throws IOException {
        try (Stream<Path> entries = Files.list(SourceTree.root())) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
