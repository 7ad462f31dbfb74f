package org.relais.platform.masking;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers that name a person or their account: told from other long numbers by their own check digits. */
final class OfficialNumbers {

    private static final BigInteger CHECK = BigInteger.valueOf(97);
    private static final int FEWEST_DIGITS = 13;

    /** Country, two check digits, and what may follow; where it ends is told by the country. */
    private static final Pattern IBAN_BEGIN = Pattern.compile("(?<![\\p{L}\\p{N}])([A-Za-z]{2})\\d{2}");

    private static final Map<String, Integer> IBAN_LENGTHS = Map.ofEntries(
            Map.entry("AT", 20),
            Map.entry("BE", 16),
            Map.entry("CH", 21),
            Map.entry("DE", 22),
            Map.entry("DK", 18),
            Map.entry("ES", 24),
            Map.entry("FI", 18),
            Map.entry("FR", 27),
            Map.entry("GB", 22),
            Map.entry("IE", 22),
            Map.entry("IT", 27),
            Map.entry("LU", 20),
            Map.entry("MC", 27),
            Map.entry("NL", 18),
            Map.entry("NO", 15),
            Map.entry("PL", 28),
            Map.entry("PT", 25),
            Map.entry("RO", 24),
            Map.entry("SE", 24));

    /** Sex, year, month, place of birth (with Corsica's letters), order, and perhaps the key, as the French card shows them. */
    private static final Pattern SOCIAL_SECURITY = Pattern.compile("(?<![\\p{L}\\p{N}])([1-478])[\\s\\u00a0.]?(\\d{2})"
        + "[\\s\\u00a0.]?(0[1-9]|1[0-2]|[2-9]\\d)[\\s\\u00a0.]?(\\d{2}|2[ABab])[\\s\\u00a0.]?(\\d{3})[\\s\\u00a0.]?(\\d{3})"
        + "(?:[\\s\\u00a0./-]?(\\d{2}))?(?![\\p{L}\\p{N}])");

    private OfficialNumbers() {}

    static void find(String text, List<Found> found) {
        if (digits(text) < FEWEST_DIGITS) {
            return;
        }
        findIbans(text, found);
        Matcher numbers = SOCIAL_SECURITY.matcher(text);
        while (numbers.find()) {
            if (isSocialSecurity(numbers)) {
                found.add(new Found(numbers.start(), numbers.end(), Mask.SOCIAL_SECURITY));
            }
        }
    }

    private static void findIbans(String text, List<Found> found) {
        Matcher begins = IBAN_BEGIN.matcher(text);
        while (begins.find()) {
            Integer length = IBAN_LENGTHS.get(begins.group(1).toUpperCase(Locale.ROOT));
            int end = length == null ? -1 : endOf(text, begins.start(), length);
            if (end > 0) {
                found.add(new Found(begins.start(), end, Mask.IBAN));
            }
        }
    }

    /** Where the account number that begins here ends, if its check digits are right; else -1. */
    private static int endOf(String text, int start, int length) {
        StringBuilder characters = new StringBuilder(length);
        int index = start;
        while (index < text.length() && characters.length() < length) {
            char character = text.charAt(index++);
            if (Character.digit(character, 36) >= 0 && character < 0x80) {
                characters.append(Character.toUpperCase(character));
            } else if (!isSeparator(character)) {
                return -1;
            }
        }
        boolean ends = index >= text.length() || !Character.isLetterOrDigit(text.charAt(index));
        return characters.length() == length && ends && isIban(characters.toString()) ? index : -1;
    }

    private static boolean isSeparator(char character) {
        return Character.isSpaceChar(character) || character == '.' || character == '-';
    }

    private static boolean isIban(String characters) {
        StringBuilder number = new StringBuilder(characters.length() * 2);
        (characters.substring(4) + characters.substring(0, 4))
                .chars()
                .forEach(character -> number.append(Character.digit(character, 36)));
        return new BigInteger(number.toString()).mod(CHECK).intValue() == 1;
    }

    /** With its key by the key; without it only where it is written in groups, as no reference number is. */
    private static boolean isSocialSecurity(Matcher number) {
        String key = number.group(7);
        if (key == null) {
            return number.group().chars().anyMatch(Character::isSpaceChar);
        }
        String place = number.group(4).toUpperCase(Locale.ROOT);
        long correction = place.equals("2A") ? 1_000_000L : place.equals("2B") ? 2_000_000L : 0;
        String body = number.group(1)
                + number.group(2)
                + number.group(3)
                + (correction == 0 ? place : "20")
                + number.group(5)
                + number.group(6);
        return (Long.parseLong(body) - correction) % 97 + Integer.parseInt(key) == 97;
    }

    private static long digits(String text) {
        return text.chars()
                .filter(character -> character >= '0' && character <= '9')
                .count();
    }
}
