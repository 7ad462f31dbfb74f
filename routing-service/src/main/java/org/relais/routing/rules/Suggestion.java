package org.relais.routing.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a request's words say of who is responsible, beside the rules. It travels among a decision's facts, so that whoever keeps,
 * publishes or shows those has it too.
 *
 * @param candidates departments, the likeliest first, at most {@link #MOST}
 * @param words of the request, those that spoke most for the first candidate
 * @param edition what it was learned from: the same words and the same edition give the same suggestion
 * @param contradicts whether a rule decided otherwise
 */
public record Suggestion(List<Candidate> candidates, List<String> words, String edition, boolean contradicts) {

    /** More help nobody to choose. */
    public static final int MOST = 3;

    private static final String CANDIDATES = "suggestion";
    private static final String SERVICES = "suggestion.services";
    private static final String CASES = "suggestion.cases";
    private static final String WORDS = "suggestion.words";
    private static final String EDITION = "suggestion.edition";
    private static final String CONTRADICTS = "suggestion.contradicts";

    public Suggestion {
        candidates = List.copyOf(candidates);
        words = List.copyOf(words);
    }

    /**
     * @param serviceCode what most of its similar cases were about; empty where they don't agree
     * @param confidence 0 to 1, two digits: of past cases that were as clear, the share that ended where their words pointed
     * @param similarCases how many similar past cases ended there
     */
    public record Candidate(String departmentCode, String serviceCode, double confidence, int similarCases) {

        /** From 0 to 100. */
        public int percent() {
            return (int) Math.round(confidence * 100);
        }
    }

    public Candidate first() {
        return candidates.getFirst();
    }

    /** As it stands among a decision's facts. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                CANDIDATES,
                candidates.stream()
                        .map(each ->
                                each.departmentCode() + "=" + String.format(Locale.ROOT, "%.2f", each.confidence()))
                        .collect(Collectors.joining("|")));
        facts.put(SERVICES, candidates.stream().map(Candidate::serviceCode).collect(Collectors.joining("|")));
        facts.put(
                CASES,
                candidates.stream()
                        .map(each -> Integer.toString(each.similarCases()))
                        .collect(Collectors.joining("|")));
        if (!words.isEmpty()) {
            facts.put(WORDS, String.join("|", words));
        }
        facts.put(EDITION, edition);
        if (contradicts) {
            facts.put(CONTRADICTS, "true");
        }
        return facts;
    }

    /** Whether a fact of that name is part of a suggestion. */
    public static boolean isPartOfOne(String fact) {
        return fact.equals(CANDIDATES) || fact.startsWith(CANDIDATES + ".");
    }

    /** The suggestion among a decision's facts, if there is one. */
    public static Optional<Suggestion> in(Map<String, String> facts) {
        String named = facts.get(CANDIDATES);
        if (named == null) {
            return Optional.empty();
        }
        String[] departments = named.split("\\|", -1);
        String[] services = facts.getOrDefault(SERVICES, "").split("\\|", -1);
        String[] cases = facts.getOrDefault(CASES, "").split("\\|", -1);
        List<Candidate> candidates = new ArrayList<>();
        for (int at = 0; at < departments.length; at++) {
            int split = departments[at].lastIndexOf('=');
            candidates.add(new Candidate(
                    departments[at].substring(0, split),
                    services[at],
                    Double.parseDouble(departments[at].substring(split + 1)),
                    Integer.parseInt(cases[at])));
        }
        String words = facts.getOrDefault(WORDS, "");
        return Optional.of(new Suggestion(
                candidates,
                words.isEmpty() ? List.of() : List.of(words.split("\\|")),
                facts.getOrDefault(EDITION, ""),
                facts.containsKey(CONTRADICTS)));
    }
}
