package org.relais.routing.suggestion;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.platform.digest.Digests;
import org.relais.routing.rules.Suggestion;

/**
 * What one edition of a territory's words and past cases taught. Immutable; the same words always give the same suggestion.
 *
 * <p>The nearest different texts vote, the nearer the louder, for the departments that their cases ended at. How clear the vote is
 * (the winner's share of it, times the share of the words that the nearest text has too) becomes a confidence by what such clearness was worth: each
 * past case is tried by all the others.
 */
public final class Learned {

    private static final int NEIGHBOURS = 10;

    /** How much louder the nearer text speaks: one half as near is hardly heard. */
    private static final double NEARNESS = 8;

    /** Longer texts are asked by their rarest words only. */
    private static final int MOST_TERMS = 32;

    private static final int MOST_WORDS = 5;

    /** A word that so many different past texts hold, or the territory itself, says nothing of who wrote it. */
    private static final int COMMON_IN_TEXTS = 5;

    /** Texts half as near as the nearest, or nearer, are similar. */
    private static final double SIMILAR = 0.5;

    /** Of so many different texts at most the cases are tried; more only take time. */
    private static final int MOST_TRIED = 4_000;

    /** So many texts are looked at one by one before they are compared. */
    private static final int MOST_LOOKED_AT = 32;

    /** Shares of votes are sums, which may be a little more than their whole. */
    private static final double ROUNDED_UP = 1 + 1e-9;

    /** Goes up when anything here changes what is suggested. */
    private static final String METHOD = "1";

    private final String edition;
    private final TextIndexes.WordAnalysis analysis;
    private final TextIndexes.Likeness likeness;
    private final List<Known> texts;
    private final Map<String, Term> byTerm = new HashMap<>();
    private final double rarityOfTheUnknown;
    private final Map<String, Integer> departmentNumbers = new HashMap<>();
    private final Set<String> commonTerms;
    private final Calibration calibration;
    private final int cases;

    /** Where a text's examples ended. */
    record End(String department, String service) {}

    /**
     * A text, as often as it came.
     *
     * @param ends of all its examples, by weight
     * @param cases of those that are past cases, how many
     */
    private record Known(Set<String> terms, Map<End, Double> ends, Map<End, Integer> cases, double weight) {

        double share(Map.Entry<End, Double> end) {
            return end.getValue() / weight;
        }

        int casesOf(String department) {
            return cases.entrySet().stream()
                    .filter(end -> end.getKey().department().equals(department))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }
    }

    /** What is known of the texts with one term. */
    private static final class Term {

        /** Their numbers. */
        private final int[] texts;

        private final double rarity;

        /** Numbers of the departments that they ended at, and how many of them did at each. */
        private final int[] departments;

        private final double[] often;

        Term(List<Integer> texts, double rarity, Map<Integer, Double> ends) {
            this.texts = texts.stream().mapToInt(Integer::intValue).toArray();
            this.rarity = rarity;
            this.departments = new int[ends.size()];
            this.often = new double[ends.size()];
            int at = 0;
            for (Map.Entry<Integer, Double> end : ends.entrySet()) {
                departments[at] = end.getKey();
                often[at++] = end.getValue();
            }
        }
    }

    /** @param nearness 1 for the nearest */
    private record Voice(Known text, double nearness, double loudness) {}

    /** @param byService by service, what of a department's votes is about it */
    private record Vote(String department, double share, Map<String, Double> byService) {}

    private Learned(
            String edition,
            TextIndexes.WordAnalysis analysis,
            TextIndexes.Likeness likeness,
            List<Known> texts,
            Set<String> ownTerms,
            int cases) {
        this.edition = edition;
        this.analysis = analysis;
        this.likeness = likeness;
        this.texts = texts;
        this.cases = cases;
        this.rarityOfTheUnknown = rarity(0, texts.size());
        Map<String, Integer> pastTexts = new HashMap<>();
        Map<String, List<Integer>> textsWithTerm = new HashMap<>();
        Map<String, Map<Integer, Double>> endsByTerm = new HashMap<>();
        for (int number = 0; number < texts.size(); number++) {
            Known text = texts.get(number);
            for (String term : text.terms()) {
                textsWithTerm.computeIfAbsent(term, key -> new ArrayList<>()).add(number);
                Map<Integer, Double> ends = endsByTerm.computeIfAbsent(term, key -> new HashMap<>(4));
                text.ends()
                        .entrySet()
                        .forEach(end -> ends.merge(number(end.getKey().department()), text.share(end), Double::sum));
            }
            if (!text.cases().isEmpty()) {
                text.terms().forEach(term -> pastTexts.merge(term, 1, Integer::sum));
            }
        }
        textsWithTerm.forEach((term, with) -> byTerm.put(
                term, new Term(with, rarity(with.size(), texts.size()), endsByTerm.getOrDefault(term, Map.of()))));
        this.commonTerms = new HashSet<>(ownTerms);
        pastTexts.forEach((term, often) -> {
            if (often >= COMMON_IN_TEXTS) {
                commonTerms.add(term);
            }
        });
        this.calibration = Calibration.of(trials());
    }

    private int number(String department) {
        return departmentNumbers.computeIfAbsent(department, another -> departmentNumbers.size());
    }

    /** @param languages language tags that requests are written in */
    public static Learned from(Collection<Example> examples, List<String> languages, TextIndexes indexes) {
        TextIndexes.WordAnalysis analysis = indexes.analysis(languages);
        Map<String, List<Example>> byText = new TreeMap<>();
        Set<String> ownTerms = new HashSet<>();
        int cases = 0;
        for (Example example : examples) {
            Set<String> terms = new TreeSet<>(analysis.terms(example.text()).keySet());
            if (!example.isCase()) {
                ownTerms.addAll(terms);
            }
            if (!terms.isEmpty()) {
                byText.computeIfAbsent(String.join(" ", terms), key -> new ArrayList<>())
                        .add(example);
                cases += example.isCase() ? 1 : 0;
            }
        }
        List<Known> texts = byText.entrySet().stream()
                .map(text -> known(text.getKey(), text.getValue()))
                .toList();
        TextIndexes.Likeness likeness =
                indexes.over(texts.stream().map(Known::terms).toList());
        return new Learned(digest(languages, texts), analysis, likeness, texts, ownTerms, cases);
    }

    private static Known known(String terms, List<Example> examples) {
        Comparator<End> byCode = Comparator.comparing(End::department).thenComparing(End::service);
        Map<End, Double> ends = new TreeMap<>(byCode);
        Map<End, Integer> cases = new TreeMap<>(byCode);
        double weight = 0;
        for (Example example : examples) {
            End end = new End(example.department(), example.service());
            ends.merge(end, example.weight(), Double::sum);
            weight += example.weight();
            if (example.isCase()) {
                cases.merge(end, 1, Integer::sum);
            }
        }
        return new Known(new TreeSet<>(List.of(terms.split(" "))), ends, cases, weight);
    }

    /** What it was learned from, in twelve hexadecimal digits. */
    public String edition() {
        return edition;
    }

    /** How many past cases it was learned from. */
    public int cases() {
        return cases;
    }

    /**
     * @param departments codes of the departments there are
     * @return empty where no word says anything
     */
    public Optional<Suggestion> suggest(String text, Set<String> departments) {
        return suggest(text, departments, Set.of());
    }

    /** @param own departments at one of which the past case with this text ended, which then doesn't speak for itself; none for a new request */
    Optional<Suggestion> suggest(String text, Set<String> departments, Set<String> own) {
        Map<String, String> words = analysis.terms(text);
        return suggest(words, rarest(words.keySet()), departments, own);
    }

    /**
     * As {@link #suggest}, for a request that a rule gives to a department, where only clear words matter. Texts are compared, which
     * costs many times more than all else, only where it isn't plain before that the words, taken one by one, speak for that department
     * too, or that no text is near enough.
     *
     * @param clear confidence below which words say nothing
     */
    Optional<Suggestion> suggestBeside(
            String department, String text, Set<String> departments, Set<String> own, double clear) {
        if (!isClear(1, clear)) {
            return Optional.empty();
        }
        Map<String, String> words = analysis.terms(text);
        Set<String> asked = rarest(words.keySet());
        return asked.isEmpty() || !mayShare(asked, fewestShared(asked.size(), clear)) || speakFor(department, asked)
                ? Optional.empty()
                : suggest(words, asked, departments, own)
                        .filter(suggestion -> suggestion.first().confidence() >= clear);
    }

    /** Whether words may be clear that are at most so. */
    private boolean isClear(double clearness, double clear) {
        return hundredths(calibration.confidence(clearness * ROUNDED_UP)) >= clear;
    }

    /** How many of the asked terms the nearest text must have for the words to be clear, even if it were heard alone. */
    private int fewestShared(int asked, double clear) {
        int fewest = 0;
        int enough = asked;
        while (fewest < enough) {
            int half = (fewest + enough) / 2;
            if (isClear((double) half / asked, clear)) {
                enough = half;
            } else {
                fewest = half + 1;
            }
        }
        return enough;
    }

    /**
     * Whether some text may have so many of the terms. It has one of any others but so many less one, so the rarest of them tell; where
     * those are common too, it may.
     */
    private boolean mayShare(Set<String> asked, int fewest) {
        if (fewest == 0) {
            return true;
        }
        int looked = 0;
        for (Term term : asked.stream()
                .map(byTerm::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(known -> known.texts.length))
                .limit(Math.max(0, known(asked) - fewest + 1))
                .toList()) {
            looked += term.texts.length;
            if (looked > MOST_LOOKED_AT) {
                return true;
            }
            for (int number : term.texts) {
                if (shares(texts.get(number).terms(), asked, fewest)) {
                    return true;
                }
            }
        }
        return false;
    }

    private long known(Set<String> asked) {
        return asked.stream().filter(byTerm::containsKey).count();
    }

    private static boolean shares(Set<String> terms, Set<String> asked, int fewest) {
        int without = asked.size() - fewest;
        for (String term : asked) {
            if (!terms.contains(term) && --without < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean speakFor(String department, Set<String> asked) {
        double[] votes = new double[departmentNumbers.size()];
        for (String each : asked) {
            Term term = byTerm.get(each);
            if (term != null) {
                double weight = term.rarity / term.texts.length;
                for (int at = 0; at < term.departments.length; at++) {
                    votes[term.departments[at]] += term.often[at] * weight;
                }
            }
        }
        Integer number = departmentNumbers.get(department);
        double own = number == null ? 0 : votes[number];
        for (double other : votes) {
            if (other > own) {
                return false;
            }
        }
        return true;
    }

    private Optional<Suggestion> suggest(
            Map<String, String> words, Set<String> asked, Set<String> departments, Set<String> own) {
        // Without one of its cases a text may be gone, and the next one counts.
        List<TextIndexes.Near> near = likeness.nearest(asked, own.isEmpty() ? NEIGHBOURS : NEIGHBOURS + 1);
        List<Voice> voices = voices(near, withoutOwn(near, words.keySet(), own));
        List<Vote> votes = votes(voices).stream()
                .filter(vote -> departments.contains(vote.department()))
                .limit(Suggestion.MOST)
                .toList();
        if (votes.isEmpty()) {
            return Optional.empty();
        }
        Vote winner = votes.getFirst();
        double confidence = calibration.confidence(winner.share() * covered(asked, voices.getFirst()));
        return Optional.of(new Suggestion(
                votes.stream()
                        .map(vote -> candidate(vote, winner, confidence, voices))
                        .toList(),
                spoken(winner.department(), voices, asked, words),
                edition,
                false));
    }

    /** Past cases, each tried by all the others. */
    private List<Calibration.Trial> trials() {
        List<Known> past =
                texts.stream().filter(text -> !text.cases().isEmpty()).toList();
        int step = Math.ceilDiv(Math.max(1, past.size()), MOST_TRIED);
        List<Calibration.Trial> trials = new ArrayList<>();
        for (int at = 0; at < past.size(); at += step) {
            Known text = past.get(at);
            Set<String> asked = rarest(text.terms());
            // Without one of its cases a text may be gone, and the next one counts.
            List<TextIndexes.Near> near = likeness.nearest(asked, NEIGHBOURS + 1);
            text.cases()
                    .forEach((end, often) -> trials.addAll(Collections.nCopies(often, trial(text, end, asked, near))));
        }
        return trials;
    }

    private Calibration.Trial trial(Known text, End end, Set<String> asked, List<TextIndexes.Near> near) {
        List<Voice> voices = voices(near, without(text, end));
        List<Vote> votes = votes(voices);
        if (votes.isEmpty()) {
            return new Calibration.Trial(0, false);
        }
        Vote winner = votes.getFirst();
        return new Calibration.Trial(
                winner.share() * covered(asked, voices.getFirst()),
                winner.department().equals(end.department()));
    }

    /**
     * The text of these very terms without the one case; null where that case is none of those it was learned from. Which service it
     * was learned to be about doesn't matter: none, where no rule names its own.
     */
    private @Nullable Known withoutOwn(List<TextIndexes.Near> near, Set<String> terms, Set<String> own) {
        return near.stream()
                .map(each -> texts.get(each.text()))
                .filter(text -> text.terms().equals(terms))
                .flatMap(text -> text.cases().keySet().stream()
                        .filter(end -> own.contains(end.department()))
                        .map(end -> without(text, end)))
                .findFirst()
                .orElse(null);
    }

    private static Known without(Known text, End end) {
        Map<End, Double> ends = new LinkedHashMap<>(text.ends());
        ends.computeIfPresent(end, (key, weight) -> weight > 1 ? weight - 1 : null);
        return new Known(text.terms(), ends, text.cases(), text.weight() - 1);
    }

    /** @param instead stands in for the text of the same terms */
    private List<Voice> voices(List<TextIndexes.Near> near, @Nullable Known instead) {
        List<Voice> voices = new ArrayList<>();
        double nearest = 0;
        for (TextIndexes.Near each : near) {
            Known text = texts.get(each.text());
            if (instead != null && text.terms().equals(instead.terms())) {
                text = instead;
            }
            if (!text.ends().isEmpty() && voices.size() < NEIGHBOURS) {
                nearest = voices.isEmpty() ? each.score() : nearest;
                double nearness = each.score() / nearest;
                voices.add(new Voice(text, nearness, Math.pow(nearness, NEARNESS) * Math.sqrt(text.weight())));
            }
        }
        return voices;
    }

    /** The loudest department first. */
    private static List<Vote> votes(List<Voice> voices) {
        Map<String, Map<String, Double>> byDepartment = new TreeMap<>();
        double all = 0;
        for (Voice voice : voices) {
            for (Map.Entry<End, Double> end : voice.text().ends().entrySet()) {
                double loudness = voice.loudness() * voice.text().share(end);
                byDepartment
                        .computeIfAbsent(end.getKey().department(), key -> new TreeMap<>())
                        .merge(end.getKey().service(), loudness, Double::sum);
                all += loudness;
            }
        }
        double total = all;
        return byDepartment.entrySet().stream()
                .map(department -> new Vote(
                        department.getKey(), sum(department.getValue().values()) / total, department.getValue()))
                .sorted(Comparator.comparingDouble((Vote vote) -> -vote.share()).thenComparing(Vote::department))
                .toList();
    }

    private static double sum(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** How much of what was asked the nearest text speaks of, 0 to 1. */
    private static double covered(Set<String> asked, Voice nearest) {
        return (double) asked.stream().filter(nearest.text().terms()::contains).count() / asked.size();
    }

    private double rarity(String term) {
        Term known = byTerm.get(term);
        return known == null ? rarityOfTheUnknown : known.rarity;
    }

    private static double rarity(int often, int texts) {
        return Math.log(1 + (texts - often + 0.5) / (often + 0.5));
    }

    private Set<String> rarest(Set<String> terms) {
        return terms.size() <= MOST_TERMS
                ? new TreeSet<>(terms)
                : terms.stream()
                        .sorted(Comparator.comparingDouble((String term) -> -rarity(term))
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(MOST_TERMS)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The others get what the winner leaves, but never more than their votes compare with its own. */
    private static Suggestion.Candidate candidate(Vote vote, Vote winner, double confidence, List<Voice> voices) {
        double own = vote.equals(winner)
                ? confidence
                : Math.min(
                        confidence * vote.share() / winner.share(),
                        (1 - confidence) * vote.share() / (1 - winner.share()));
        return new Suggestion.Candidate(
                vote.department(),
                service(vote),
                hundredths(own),
                voices.stream()
                        .filter(voice -> voice.nearness() >= SIMILAR)
                        .mapToInt(voice -> voice.text().casesOf(vote.department()))
                        .sum());
    }

    private static double hundredths(double confidence) {
        return Math.floor(confidence * 100) / 100;
    }

    /** What more than half of a department's votes are about. */
    private static String service(Vote vote) {
        double half = sum(vote.byService().values()) / 2;
        return vote.byService().entrySet().stream()
                .filter(service -> service.getValue() > half)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** Words that spoke for a department, the loudest first; only such as are common. */
    private List<String> spoken(String department, List<Voice> voices, Set<String> asked, Map<String, String> words) {
        Map<String, Double> loudness = new HashMap<>();
        for (Voice voice : voices) {
            double forIt = voice.text().ends().entrySet().stream()
                    .filter(end -> end.getKey().department().equals(department))
                    .mapToDouble(end -> voice.loudness() * voice.text().share(end))
                    .sum();
            for (String term : asked) {
                if (forIt > 0
                        && commonTerms.contains(term)
                        && voice.text().terms().contains(term)) {
                    loudness.merge(words.getOrDefault(term, term), forIt * rarity(term), Math::max);
                }
            }
        }
        return loudness.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String digest(List<String> languages, List<Known> texts) {
        MessageDigest digest = Digests.sha256();
        digest.update((METHOD + languages).getBytes(StandardCharsets.UTF_8));
        for (Known text : texts) {
            digest.update((text.terms() + "" + text.ends() + text.cases()).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
    }
}
