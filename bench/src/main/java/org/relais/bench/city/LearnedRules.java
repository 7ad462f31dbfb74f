package org.relais.bench.city;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A decision table learned from who was in charge: for each service the department that had most of its cases; before it, a word, or
 * an area, where another department clearly had the service's cases; behind everything, words for services never seen.
 */
public final class LearnedRules {

    /** An exception to a service's rule needs so many cases, so clear a majority; fewer would learn accidents by heart. */
    private static final int EXCEPTION_SUPPORT = 8;

    private static final double EXCEPTION_PURITY = 0.8;

    private static final int WORD_SUPPORT = 10;
    private static final double WORD_PURITY = 0.9;

    private final Map<String, Tally> byService = new TreeMap<>();
    private final Map<String, Map<String, Tally>> byServiceAndArea = new TreeMap<>();
    private final Map<String, Map<String, Tally>> byServiceAndWord = new TreeMap<>();
    private final Map<String, Tally> byWord = new TreeMap<>();

    /**
     * Who was in charge of a request.
     *
     * @param service code; empty where none was named, which then teaches what its words say alone
     * @param area id of the area that its place lies in, if any
     * @param words as rules see them
     */
    public record Seen(String service, @Nullable String area, Set<String> words, String department) {

        public Seen {
            words = Set.copyOf(words);
        }
    }

    /** A row of the table; empty texts mean any. */
    public record Row(String id, String service, String area, Set<String> words, String department, String reason) {

        public Row {
            words = Set.copyOf(words);
        }

        public boolean isOfServiceAlone() {
            return !service.isEmpty() && area.isEmpty() && words.isEmpty();
        }
    }

    private LearnedRules() {}

    public static List<Row> from(List<Seen> requests) {
        LearnedRules learned = new LearnedRules();
        requests.forEach(learned::see);
        return learned.rows();
    }

    /** A table that makes a folder valid before anything is learned. */
    public static List<Row> placeholder(String department) {
        return List.of(new Row("any", "", "", Set.of(), department, "Until rules are learned."));
    }

    private void see(Seen request) {
        String service = request.service();
        String area = request.area();
        String department = request.department();
        if (!service.isEmpty()) {
            byService.computeIfAbsent(service, key -> new Tally()).add(department);
            if (area != null) {
                count(byServiceAndArea, service, area).add(department);
            }
            request.words()
                    .forEach(word -> count(byServiceAndWord, service, word).add(department));
        }
        request.words()
                .forEach(
                        word -> byWord.computeIfAbsent(word, key -> new Tally()).add(department));
    }

    private static Tally count(Map<String, Map<String, Tally>> tallies, String service, String key) {
        return tallies.computeIfAbsent(service, any -> new TreeMap<>()).computeIfAbsent(key, any -> new Tally());
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        byService.forEach((service, tally) -> {
            rows.addAll(exceptions(
                    service,
                    tally,
                    byServiceAndWord,
                    (number, word, department) -> new Row(
                            service + "_word_" + number,
                            service,
                            "",
                            Set.of(word),
                            department,
                            "Past cases of this service with the word '" + word + "' went there.")));
            rows.addAll(exceptions(
                    service,
                    tally,
                    byServiceAndArea,
                    (number, area, department) -> new Row(
                            service + "_in_" + number,
                            service,
                            area,
                            Set.of(),
                            department,
                            "Past cases of this service in this area went there.")));
            rows.add(new Row(
                    service, service, "", Set.of(), tally.majority(), "Most past cases of this service went there."));
        });
        rows.addAll(words());
        return rows;
    }

    private static List<Row> exceptions(
            String service, Tally ofService, Map<String, Map<String, Tally>> tallies, RowOfKey rowOfKey) {
        List<Row> rows = new ArrayList<>();
        tallies.getOrDefault(service, Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue().total() >= EXCEPTION_SUPPORT)
                .filter(entry -> entry.getValue().purity() >= EXCEPTION_PURITY)
                .filter(entry -> !entry.getValue().majority().equals(ofService.majority()))
                .sorted(byEvidence())
                .forEach(entry -> rows.add(rowOfKey.row(
                        rows.size() + 1, entry.getKey(), entry.getValue().majority())));
        return rows;
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
                        "Past cases with these words went there."))
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

        Row row(int number, String key, String department);
    }
}
