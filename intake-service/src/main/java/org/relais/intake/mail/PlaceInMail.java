package org.relais.intake.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.Courtesy;
import org.relais.intake.channel.PlaceInText;
import org.relais.intake.filing.Place;
import org.relais.intake.validation.Folding;

/**
 * A place that a mail states, in French and English. A letter ends with where its writer lives, which nobody is to read on a
 * public page: in doubt there is none, and the person is asked.
 */
final class PlaceInMail {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final int LONGEST_LINE = 400;

    /** A closing formula, on a line of its own or behind a sentence, and a name behind it perhaps. */
    private static final Pattern CLOSING = Pattern.compile(
            "^(?:.{0,300}[.!?;,]\\s+|\\s*)(?:(?:bien |très )?cordialement|(?:bien"
                + " )?amicalement|sincèrement|respectueusement|bien à (?:vous|toi)|(?:(?:mes|nos|avec mes|avec nos)"
                + " )?(?:(?:bien|très) )?(?:(?:sincères|cordiales|meilleures|respectueuses) )?salutations(?:"
                + " distinguées| respectueuses)?|cdlt|cdt|bàv|(?:(?:kind|best|warm|with kind|with best) )?regards|best"
                + " wishes|yours(?: (?:sincerely|faithfully|truly))?|sincerely(?:"
                + " yours)?|faithfully|respectfully|cheers)\\b[^:\\d]{0,80}$",
            FLAGS);

    /** Closing formulas that go on, over the next line perhaps. */
    private static final Pattern CLOSING_SENTENCE = Pattern.compile(
            "^\\s*(?:veuillez (?:agréer|croire|recevoir)|je vous prie (?:d.agréer|de croire|de recevoir)"
                    + "|nous vous prions (?:d.agréer|de croire|de recevoir)|recevez,|agréez|dans l.attente"
                    + "|dans cette attente|en vous remerciant|avec (?:tous )?(?:mes|nos) remerciements"
                    + "|merci (?:d.avance|par avance)|(?:d.avance|par avance),? merci|thank(?:s| you) in advance"
                    + "|looking forward|i look forward).*$",
            FLAGS);

    private static final Pattern SIGNATURE = Pattern.compile("^[-_*=]{2,}\\s*$");
    private static final Pattern HOW_TO_REACH = Pattern.compile(
            "^\\s*(?:(?:tél|tel|téléphone|telephone|mobile|portable|fixe|gsm|phone|cell|courriel|e-?mail|mail|fax)\\b"
                    + "[\\s.]*(?::.*|[+(\\d].*)|.{0,60}\\S@\\S+\\.\\S.{0,20}|[+(]?\\d[\\d\\s().+/-]{7,20})\\s*$",
            FLAGS);
    private static final Pattern ADDRESS = Pattern.compile("^\\s*(?:adresse|address)\\s*:.*$", FLAGS);

    private static final Set<String> TITLES =
            Set.of("m", "mr", "mme", "mlle", "mrs", "ms", "dr", "monsieur", "madame", "famille", "family");

    private PlaceInMail() {}

    /**
     * In a mail of its own, above its closing formula.
     *
     * @param sender name of who wrote it, which stands below it where there is no formula
     */
    static Optional<Place> ofNew(String text, @Nullable String sender) {
        return PlaceInText.in(aboveClosing(text, sender));
    }

    /**
     * In what answers a mail of ours: an address counts in the first line that says something; coordinates, and what is said to be
     * the place, above its closing.
     */
    static Optional<Place> ofReply(String text, @Nullable String sender) {
        return text.lines()
                .filter(line -> !line.isBlank() && !Courtesy.isGreeting(line))
                .findFirst()
                .flatMap(PlaceInText::in)
                .or(() -> PlaceInText.in(aboveClosing(text, sender)
                        .lines()
                        .filter(line -> !is(ADDRESS, line))
                        .collect(Collectors.joining("\n"))));
    }

    private static String aboveClosing(String text, @Nullable String sender) {
        List<String> lines = text.lines().toList();
        List<String> kept = new ArrayList<>();
        List<String> paragraph = new ArrayList<>();
        boolean begun = false;
        for (String line : lines) {
            if (line.isBlank()) {
                kept.addAll(withoutCard(paragraph));
                paragraph.clear();
            } else if (begun && closes(line, sender)) {
                break;
            } else {
                begun = true;
                paragraph.add(line);
            }
        }
        kept.addAll(withoutCard(paragraph));
        return String.join("\n", kept);
    }

    private static boolean closes(String line, @Nullable String sender) {
        String plain = line.strip();
        if (plain.length() > LONGEST_LINE) {
            return false;
        }
        return names(plain, sender)
                || is(SIGNATURE, plain)
                || is(CLOSING, plain)
                || is(CLOSING_SENTENCE, plain)
                || Courtesy.isAll(plain);
    }

    /** Whether a line is who wrote it: all or some of their name, in any order, by initials or with a title. */
    private static boolean names(String line, @Nullable String sender) {
        if (sender == null) {
            return false;
        }
        List<String> known = Folding.words(sender);
        List<String> said = new ArrayList<>(Folding.words(line));
        said.removeIf(word -> TITLES.contains(word));
        return !said.isEmpty()
                && said.stream()
                        .allMatch(word -> known.contains(word)
                                || word.length() == 1 && known.stream().anyMatch(name -> name.startsWith(word)));
    }

    /** An address beside a number or another address at which somebody is reached is where they live. */
    private static List<String> withoutCard(List<String> paragraph) {
        boolean card = paragraph.stream().anyMatch(line -> line.length() <= LONGEST_LINE && is(HOW_TO_REACH, line));
        return card ? paragraph.stream().filter(line -> !is(ADDRESS, line)).toList() : List.copyOf(paragraph);
    }

    private static boolean is(Pattern pattern, String line) {
        return ReplyText.is(pattern, line);
    }
}
