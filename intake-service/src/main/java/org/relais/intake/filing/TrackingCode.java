package org.relais.intake.filing;

import java.util.Locale;
import java.util.Optional;

/**
 * The code a person follows a request by: eight characters of Crockford's base32 in two groups, for example K7QF-29MD. No
 * letter in it is mistaken for another when read over the phone.
 *
 * @param characters the eight characters, without the hyphen
 */
public record TrackingCode(String characters) {

    public static final int LENGTH = 8;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS_EACH = 5;
    private static final int LONGEST_WRITTEN = 40;

    public TrackingCode {
        if (characters.length() != LENGTH
                || characters.chars().anyMatch(character -> ALPHABET.indexOf(character) < 0)) {
            throw new IllegalArgumentException("not a tracking code");
        }
    }

    /** The code made of the first forty of these bits. */
    static TrackingCode ofBits(byte[] bits) {
        long value = 0;
        for (int index = 0; index < LENGTH * BITS_EACH / Byte.SIZE; index++) {
            value = value << Byte.SIZE | (bits[index] & 0xff);
        }
        char[] characters = new char[LENGTH];
        for (int index = LENGTH - 1; index >= 0; index--) {
            characters[index] = ALPHABET.charAt((int) (value & 31));
            value >>>= BITS_EACH;
        }
        return new TrackingCode(new String(characters));
    }

    /** Reads a code as a person writes it: any case, with or without hyphen and spaces, O for 0, I and L for 1. */
    public static Optional<TrackingCode> parse(String written) {
        if (written.length() > LONGEST_WRITTEN) {
            return Optional.empty();
        }
        StringBuilder characters = new StringBuilder(LENGTH);
        for (char character : written.toUpperCase(Locale.ROOT).toCharArray()) {
            if (isSeparator(character)) {
                continue;
            }
            char meant = character == 'O' ? '0' : character == 'I' || character == 'L' ? '1' : character;
            if (ALPHABET.indexOf(meant) < 0 || characters.length() == LENGTH) {
                return Optional.empty();
            }
            characters.append(meant);
        }
        return characters.length() == LENGTH ? Optional.of(new TrackingCode(characters.toString())) : Optional.empty();
    }

    private static boolean isSeparator(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.DASH_PUNCTUATION;
    }

    /** As it is written and read aloud: K7QF-29MD. */
    @Override
    public String toString() {
        return characters.substring(0, LENGTH / 2) + "-" + characters.substring(LENGTH / 2);
    }
}
