package org.relais.platform.masking;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes personal data out of free text before it leaves this service: e-mail addresses, phone numbers, account and
 * social-security numbers, what looks like somebody's name, and the name, e-mail and phone of the person who wrote it, whatever
 * case, accents and separators they are written with.
 *
 * <p>It rather hides too much than too little, but leaves house numbers, dates and reference numbers alone.
 */
public final class ContactDetailMask {

    private static final int FEWEST_DIGITS = 8;
    private static final int SHORTEST_NAME = 3;
    private static final int MOST_TRIES = 200;

    /** Begins only where no such character stands before, so that a long run of them is looked at once. */
    private static final Pattern EMAIL = Pattern.compile(
            "(?<![\\p{L}\\p{N}._%+'-])[\\p{L}\\p{N}._%+'-]{1,64}+\\s?(?:@|[(\\[]\\s?(?:at|arobase|@)\\s?[)\\]]|\\sarobase\\s)\\s?"
                + "[\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++)+",
            Pattern.CASE_INSENSITIVE);

    /** A run of digits with what people write between them. */
    private static final Pattern DIGIT_RUN =
            Pattern.compile("(?:\\+|\\(\\+?)?\\d(?:[\\s\\u00a0.\\-/()·_,]{0,3}\\d){7,19}");

    private static final Pattern FRENCH_PHONE = Pattern.compile(
            "(?<!\\d)(?:(?:\\+|00)33[\\s.\\-/]?(?:\\(0\\))?|0)[1-9](?:[\\s\\u00a0.\\-/_,]?\\d{2}){4}(?!\\d)");

    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();

    /** Masks a text in which any name may stand, word by word. */
    public String inText(String text, KnownPerson writer, String phoneRegion, String language) {
        return mask(text, writer, phoneRegion, language, true, true);
    }

    /** The same without what only looks like a name: for texts that somebody has looked at. */
    public String certainInText(String text, KnownPerson writer, String phoneRegion, String language) {
        return mask(text, writer, phoneRegion, language, true, false);
    }

    /** The text in its pieces, those that are masked apart from those between them. */
    public List<Piece> piecesOf(String text, KnownPerson writer, String phoneRegion) {
        return cut(text, find(text, writer, phoneRegion, true, true));
    }

    /** Masks an address, where a street may bear the person's family name: only the whole name counts. */
    public String inAddress(String address, KnownPerson writer, String phoneRegion, String language) {
        return mask(address, writer, phoneRegion, language, false, false);
    }

    /**
     * Masks contact details, official numbers and what looks like somebody's name, but for open details. For words whose writer
     * isn't the person they speak of, so that no name is known.
     *
     * @param open e-mails and phone numbers that anyone may read, such as an office's
     */
    public String contactsIn(String text, Collection<String> open, String phoneRegion, String language) {
        List<Found> found = new ArrayList<>();
        findEmails(text, found);
        OfficialNumbers.find(text, found);
        findPhones(text, phoneRegion, found);
        LikelyNames.find(text, found);
        Set<String> openFolded =
                open.stream().map(ContactDetailMask::comparable).collect(Collectors.toSet());
        found.removeIf(detail -> openFolded.contains(comparable(text.substring(detail.start(), detail.end()))));
        return found.isEmpty() ? text : replaced(text, found, language);
    }

    private static String comparable(String detail) {
        return detail.indexOf('@') >= 0 ? FoldedText.fold(detail).strip() : significantDigits(detail);
    }

    private String mask(
            String text,
            KnownPerson writer,
            String phoneRegion,
            String language,
            boolean nameByWord,
            boolean likelyNames) {
        List<Found> found = find(text, writer, phoneRegion, nameByWord, likelyNames);
        return found.isEmpty() ? text : replaced(text, found, language);
    }

    private List<Found> find(
            String text, KnownPerson writer, String phoneRegion, boolean nameByWord, boolean likelyNames) {
        List<Found> found = new ArrayList<>();
        findEmails(text, found);
        OfficialNumbers.find(text, found);
        findPhones(text, phoneRegion, found);
        findWriter(text, writer, nameByWord, found);
        if (likelyNames) {
            LikelyNames.find(text, found);
        }
        return found;
    }

    private static void findEmails(String text, List<Found> found) {
        if (text.indexOf('@') < 0 && !text.contains("arobase") && !text.contains("at)") && !text.contains("at]")) {
            return;
        }
        Matcher emails = EMAIL.matcher(text);
        while (emails.find()) {
            found.add(new Found(emails.start(), emails.end(), Mask.EMAIL));
        }
    }

    private void findPhones(String text, String region, List<Found> found) {
        if (!hasDigits(text, FEWEST_DIGITS)) {
            return;
        }
        for (PhoneNumberMatch match : phones.findNumbers(text, region, Leniency.VALID, MOST_TRIES)) {
            found.add(new Found(match.start(), match.end(), Mask.PHONE));
        }
        Matcher french = FRENCH_PHONE.matcher(text);
        while (french.find()) {
            found.add(new Found(french.start(), french.end(), Mask.PHONE));
        }
    }

    private static void findWriter(String text, KnownPerson writer, boolean nameByWord, List<Found> found) {
        String name = writer.name();
        String email = writer.email();
        String phone = writer.phone();
        if (name != null || email != null) {
            FoldedText folded = FoldedText.of(text);
            if (email != null) {
                findLiteral(folded, FoldedText.fold(email), Mask.EMAIL, found);
            }
            if (name != null) {
                findName(folded, FoldedText.fold(name).strip(), nameByWord, found);
            }
        }
        if (phone != null && hasDigits(text, FEWEST_DIGITS)) {
            findOwnPhone(text, significantDigits(phone), found);
        }
    }

    private static void findName(FoldedText text, String name, boolean byWord, List<Found> found) {
        if (name.length() >= SHORTEST_NAME) {
            findLiteral(text, name, Mask.NAME, found);
        }
        if (byWord) {
            for (String word : name.split("[\\s\\-'.,]+")) {
                if (word.length() >= SHORTEST_NAME) {
                    findLiteral(text, word, Mask.NAME, found);
                }
            }
        }
    }

    private static void findLiteral(FoldedText text, String literal, Mask mask, List<Found> found) {
        if (literal.isEmpty()) {
            return;
        }
        String haystack = text.text();
        int start = haystack.indexOf(literal);
        while (start >= 0) {
            int end = start + literal.length();
            if (isBoundary(haystack, start - 1) && isBoundary(haystack, end)) {
                found.add(new Found(text.origin(start), text.origin(end), mask));
            }
            start = haystack.indexOf(literal, start + 1);
        }
    }

    private static boolean isBoundary(String text, int index) {
        return index < 0 || index >= text.length() || !Character.isLetterOrDigit(text.charAt(index));
    }

    private static void findOwnPhone(String text, String own, List<Found> found) {
        if (own.length() < FEWEST_DIGITS) {
            return;
        }
        Matcher runs = DIGIT_RUN.matcher(text);
        while (runs.find()) {
            if (digits(runs.group()).contains(own)) {
                found.add(new Found(runs.start(), runs.end(), Mask.PHONE));
            }
        }
    }

    /** The digits that stay the same however a number is written: the last nine, or fewer where there are fewer. */
    private static String significantDigits(String phone) {
        String digits = digits(phone);
        return digits.length() <= 9 ? digits : digits.substring(digits.length() - 9);
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(digit -> digits.append(Character.digit(digit, 10)));
        return digits.toString();
    }

    private static boolean hasDigits(String text, int fewest) {
        int seen = 0;
        for (int index = 0; index < text.length() && seen < fewest; index++) {
            if (Character.isDigit(text.charAt(index))) {
                seen++;
            }
        }
        return seen >= fewest;
    }

    private static String replaced(String text, List<Found> found, String language) {
        StringBuilder masked = new StringBuilder(text.length());
        for (Piece piece : cut(text, found)) {
            masked.append(piece.isPersonal() ? piece.masks().getFirst().in(language) : piece.text());
        }
        return masked.toString();
    }

    /** What overlaps is one piece. */
    private static List<Piece> cut(String text, List<Found> found) {
        found.sort(Comparator.comparingInt(Found::start).thenComparing(Found::end, Comparator.reverseOrder()));
        List<Piece> pieces = new ArrayList<>();
        int written = 0;
        int next = 0;
        while (next < found.size()) {
            int start = found.get(next).start();
            int end = found.get(next).end();
            Set<Mask> masks = new LinkedHashSet<>();
            do {
                end = Math.max(end, found.get(next).end());
                masks.add(found.get(next).mask());
                next++;
            } while (next < found.size() && found.get(next).start() < end);
            if (start > written) {
                pieces.add(new Piece(text.substring(written, start), List.of()));
            }
            pieces.add(new Piece(text.substring(start, end), List.copyOf(masks)));
            written = end;
        }
        if (written < text.length()) {
            pieces.add(new Piece(text.substring(written), List.of()));
        }
        return pieces;
    }
}
