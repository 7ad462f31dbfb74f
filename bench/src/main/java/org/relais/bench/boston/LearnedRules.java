package org.relais.bench.boston;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.relais.routing.area.Area;
import org.relais.routing.area.Areas;
import org.relais.routing.rules.Words;

/**
 * A decision table learned from who was in charge: for each type the department that had most of its cases; before it, a word of
 * the title, or an area, where another department clearly had the type's cases; behind everything, words for types never seen.
 */
final class LearnedRules {

    /** An exception to a type's rule needs so many cases, so clear a majority; fewer would learn accidents by heart. */
    private static final int EXCEPTION_SUPPORT = 8;

    private static final double EXCEPTION_PURITY = 0.8;

    private static final int WORD_SUPPORT = 10;
    private static final double WORD_PURITY = 0.9;

    private final Areas areas;
    private final Map<String, Tally> byType = new TreeMap<>();
    private final Map<String, Map<String, Tally>> byTypeAndArea = new TreeMap<>();
    private final Map<String, Map<String, Tally>> byTypeAndWord = new TreeMap<>();
    private final Map<String, Tally> byWord = new TreeMap<>();

    /** A row of the table; empty texts mean any. */
    record Row(String id, String service, String area, Set<String> words, String department, String reason) {

        boolean isOfTypeAlone() {
            return !service.isEmpty() && area.isEmpty() && words.isEmpty();
        }
    }

    private LearnedRules(Areas areas) {
        this.areas = areas;
    }

    static List<Row> from(List<BostonRequest> requests, Areas areas) {
        LearnedRules learned = new LearnedRules(areas);
        requests.forEach(learned::see);
        return learned.rows();
    }

    /** A table that makes the folder valid before anything is learned. */
    static List<Row> placeholder(List<BostonRequest> requests) {
        return List.of(
                new Row("any", "", "", Set.of(), requests.getFirst().departmentCode(), "Until rules are learned."));
    }

    private void see(BostonRequest request) {
        String service = request.serviceCode();
        String department = request.departmentCode();
        byType.computeIfAbsent(service, key -> new Tally()).add(department);
        areas.at(request.place())
                .map(Area::id)
                .ifPresent(area -> count(byTypeAndArea, service, area).add(department));
        for (String word : Words.of(request.description())) {
            count(byTypeAndWord, service, word).add(department);
            byWord.computeIfAbsent(word, key -> new Tally()).add(department);
        }
    }

    private static Tally count(Map<String, Map<String, Tally>> tallies, String service, String key) {
        return tallies.computeIfAbsent(service, any -> new TreeMap<>()).computeIfAbsent(key, any -> new Tally());
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        byType.forEach((service, tally) -> {
            rows.addAll(exceptions(
                    service,
                    tally,
                    byTypeAndWord,
                    (key, department) -> new Row(
                            service + "_word_" + key,
                            service,
                            "",
                            Set.of(key),
                            department,
                            "In 2015 cases of this type with the word '" + key + "' went there.")));
            rows.addAll(exceptions(
                    service,
                    tally,
                    byTypeAndArea,
                    (key, department) -> new Row(
                            service + "_in_" + key,
                            service,
                            key,
                            Set.of(),
                            department,
                            "In 2015 cases of this type in this neighbourhood went there.")));
            rows.add(new Row(
                    service, service, "", Set.of(), tally.majority(), "In 2015 most cases of this type went there."));
        });
        rows.addAll(words());
        return rows;
    }

    private List<Row> exceptions(
            String service, Tally type, Map<String, Map<String, Tally>> tallies, RowOfKey rowOfKey) {
        return tallies.getOrDefault(service, Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue().total() >= EXCEPTION_SUPPORT)
                .filter(entry -> entry.getValue().purity() >= EXCEPTION_PURITY)
                .filter(entry -> !entry.getValue().majority().equals(type.majority()))
                .sorted(byEvidence())
                .map(entry -> rowOfKey.row(entry.getKey(), entry.getValue().majority()))
                .toList();
    }

    private List<Row> words() {
        Map<String, Set<String>> wordsOfDepartment = new TreeMap<>();
        byWord.forEach((word, tally) -> {
            if (tally.total() >= WORD_SUPPORT && tally.purity() >= WORD_PURITY) {
                wordsOfDepartment
                        .computeIfAbsent(tally.majority(), key -> new TreeSet<>())
                        .add(word);
            }
        });
        return wordsOfDepartment.entrySet().stream()
                .map(entry -> new Row(
                        "words_" + entry.getKey(),
                        "",
                        "",
                        entry.getValue(),
                        entry.getKey(),
                        "In 2015 cases with these words went there."))
                .toList();
    }

    private static Comparator<Map.Entry<String, Tally>> byEvidence() {
        Function<Map.Entry<String, Tally>, Double> purity =
                entry -> entry.getValue().purity();
        Function<Map.Entry<String, Tally>, Integer> support =
                entry -> entry.getValue().total();
        return Comparator.comparing(purity).thenComparing(support).reversed().thenComparing(Map.Entry::getKey);
    }

    /** Makes the row of one exception. */
    private interface RowOfKey {

        Row row(String key, String department);
    }
}
