package org.relais.e2e.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.relais.e2e.repository.SourceTree.Source;

/** Rules that neither the compiler nor ErrorProne holds. */
class SourceRulesTest {

    private static final Pattern COLON_CASE =
            Pattern.compile("^\\s*(case\\s[^\"]*|case\\s+\"[^\"]*\"\\s*|default\\s*):\\s*(//.*)?$");
    private static final Pattern SLEEP = Pattern.compile("Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\(");
    private static final Pattern STANDARD_STREAM = Pattern.compile("System\\.(out|err)\\b");
    private static final Pattern SWITCHED_OFF = Pattern.compile("^\\s*@Disabled\\b");
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME)\\b");

    private static final List<Source> JAVA = SourceTree.filesEndingWith(".java");

    @Test
    void looksAtTheWholeRepository() {
        assertThat(main()).hasSizeGreaterThan(100);
        assertThat(tests()).hasSizeGreaterThan(30);
    }

    @Test
    void switchesWithArrowsOnly() {
        assertThat(breaking(JAVA, COLON_CASE.asPredicate())).isEmpty();
    }

    @Test
    void sleepsInNoTest() {
        assertThat(breaking(tests(), SLEEP.asPredicate())).isEmpty();
    }

    @Test
    void printsInNoMainCodeButTheConsole() {
        var printing = main().stream()
                .filter(source -> !source.path().endsWith("Console.java"))
                .toList();

        assertThat(breaking(printing, STANDARD_STREAM.asPredicate())).isEmpty();
    }

    @Test
    void leavesNothingForLater() {
        assertThat(breaking(main(), LEFT_OVER.asPredicate())).isEmpty();
        assertThat(breaking(tests(), SWITCHED_OFF.asPredicate())).isEmpty();
    }

    private static List<Source> main() {
        return JAVA.stream()
                .filter(source -> source.path().toString().contains("src/main/"))
                .toList();
    }

    private static List<Source> tests() {
        return JAVA.stream()
                .filter(source -> source.path().toString().contains("src/test/"))
                .toList();
    }

    private static List<String> breaking(List<Source> sources, Predicate<String> rule) {
        return sources.stream().flatMap(source -> source.broken(rule).stream()).toList();
    }
}
