package org.relais.intake.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.intake.validation.Folding;

/**
 * Thanks, and the short words that people end a conversation with, in French and English: nothing is asked for by them. In doubt it
 * is no courtesy, since what people ask for must not be lost.
 */
public final class Courtesy {

    private static final int MOST_WORDS = 15;

    /** Digits and a few marks below count as emoji too. */
    private static final int LAST_OF_LATIN = 0x24F;

    /** One of these must be there. */
    private static final Set<String> THANKS = Set.of(
            "merci",
            "mercis",
            "remercie",
            "remercions",
            "remerciements",
            "thanks",
            "thank",
            "thx",
            "ty",
            "cheers",
            "ok",
            "okay",
            "accord",
            "parfait",
            "super",
            "genial",
            "top",
            "nickel",
            "impeccable",
            "bravo",
            "formidable",
            "note",
            "great",
            "perfect",
            "excellent",
            "cool",
            "lovely",
            "journee",
            "soiree",
            "revoir",
            "cordialement",
            "bye",
            "goodbye",
            "bientot",
            "compris",
            "understood");

    /** These may stand beside them. */
    private static final Set<String> BESIDE = Set.of(
            "a",
            "all",
            "and",
            "au",
            "beaucoup",
            "bien",
            "bon",
            "bonjour",
            "bonne",
            "bonsoir",
            "c",
            "ca",
            "d",
            "day",
            "de",
            "efficacite",
            "encore",
            "equipe",
            "est",
            "et",
            "evening",
            "for",
            "good",
            "got",
            "grand",
            "have",
            "hello",
            "hi",
            "infiniment",
            "is",
            "it",
            "je",
            "job",
            "l",
            "la",
            "le",
            "les",
            "madame",
            "mairie",
            "many",
            "messieurs",
            "mille",
            "monsieur",
            "much",
            "nice",
            "oui",
            "pour",
            "rapidite",
            "recu",
            "reply",
            "reponse",
            "s",
            "salut",
            "service",
            "services",
            "so",
            "team",
            "that",
            "the",
            "toi",
            "tous",
            "tout",
            "toute",
            "toutes",
            "travail",
            "tres",
            "un",
            "very",
            "ville",
            "vos",
            "votre",
            "vous",
            "well",
            "work",
            "yes",
            "you",
            "your");

    /** These too, but not where somebody says no. */
    private static final Set<String> SETTLED = Set.of(
            "done",
            "fait",
            "fixed",
            "maintenant",
            "marche",
            "now",
            "regle",
            "reglee",
            "repare",
            "reparee",
            "repaired",
            "resolu",
            "solved",
            "works");

    private static final Set<String> NO = Set.of("non", "no");

    /** One of these must be there where somebody merely says hello. */
    private static final Set<String> GREETINGS =
            Set.of("bonjour", "bonsoir", "salut", "coucou", "hello", "hi", "hey", "morning", "evening", "afternoon");

    /** Signs of who complains, or asks. */
    private static final List<String> UNHAPPY = List.of(
            "?", "👎", "😠", "😡", "🤬", "😤", "💩", "🖕", "😢", "😭", "😞", "😒", "🙄", "😕", "☹", "🤮", "❓", "❔", "⁉",
            "⚠", "🚨", "🔥", "🆘");

    /** What thanks are for; alone it may be what is asked for. */
    private static final String HELP_GIVEN = "\\b(votre|your) (aide|help|intervention)\\b";

    private Courtesy() {}

    /** Whether a text thanks, or takes leave, and says nothing else. */
    public static boolean isAll(String text) {
        return isAll(text, null);
    }

    /** @param name of who wrote it, which may stand below it */
    static boolean isAll(String text, @Nullable String name) {
        List<String> words = new ArrayList<>(words(text));
        words.removeAll(words(name == null ? "" : name));
        return words.isEmpty()
                ? isHappySign(text)
                : words.stream().anyMatch(THANKS::contains) && addsNothing(text, words);
    }

    /** Whether a text says hello, and nothing else. */
    public static boolean isGreeting(String text) {
        List<String> words = words(text);
        return words.stream().anyMatch(GREETINGS::contains)
                && UNHAPPY.stream().noneMatch(text::contains)
                && words.stream().allMatch(word -> GREETINGS.contains(word) || BESIDE.contains(word));
    }

    /** Whether a text has nothing in it but such words, so that nothing is said beside what it stands with. */
    public static boolean addsNothing(String text) {
        return addsNothing(text, words(text));
    }

    private static boolean addsNothing(String text, List<String> words) {
        boolean no = words.stream().anyMatch(NO::contains);
        return words.size() <= MOST_WORDS
                && UNHAPPY.stream().noneMatch(text::contains)
                && words.stream()
                        .allMatch(word ->
                                THANKS.contains(word) || BESIDE.contains(word) || (no ? NO : SETTLED).contains(word));
    }

    private static boolean isHappySign(String text) {
        return text.codePoints().anyMatch(sign -> sign > LAST_OF_LATIN && Character.isEmoji(sign))
                && UNHAPPY.stream().noneMatch(text::contains);
    }

    private static List<String> words(String text) {
        return Folding.wordsOfFolded(Folding.text(text).replaceAll(HELP_GIVEN, "$1"));
    }
}
