package org.relais.platform.smpp;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jsmpp.bean.Alphabet;
import threegpp.charset.CharsetProvider;

/**
 * A text as phones take it: in the alphabet of GSM 03.38, a byte a letter, where that has all its letters; else in UCS-2.
 * Typographic signs are put plainly first, so that an apostrophe does not double the price of a message; letters stay as they are.
 */
public final class EncodedText {

    /** The phones' alphabet, a byte a letter. */
    // Named itself: the provider stands in a nested jar, where Charset.forName does not look.
    public static final Charset GSM = Objects.requireNonNull(new CharsetProvider().charsetForName("X-GSM7BIT"));

    private static final int GSM_ALONE = 160;
    private static final int GSM_PART = 153;
    private static final int UCS2_ALONE = 140;
    private static final int UCS2_PART = 134;

    private final Alphabet alphabet;
    private final byte[] bytes;

    private EncodedText(Alphabet alphabet, byte[] bytes) {
        this.alphabet = alphabet;
        this.bytes = bytes;
    }

    public static EncodedText of(String content) {
        String plain = plainly(content);
        return GSM.newEncoder().canEncode(plain)
                ? new EncodedText(Alphabet.ALPHA_DEFAULT, plain.getBytes(GSM))
                : new EncodedText(Alphabet.ALPHA_UCS2, plain.getBytes(StandardCharsets.UTF_16BE));
    }

    public Alphabet alphabet() {
        return alphabet;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many messages the network makes of it. */
    public int parts() {
        boolean gsm = alphabet == Alphabet.ALPHA_DEFAULT;
        int alone = gsm ? GSM_ALONE : UCS2_ALONE;
        int part = gsm ? GSM_PART : UCS2_PART;
        return bytes.length <= alone ? 1 : (bytes.length + part - 1) / part;
    }

    private static String plainly(String content) {
        return content.replaceAll("[\\u2018\\u2019\\u02BC]", "'")
                .replaceAll("[\\u201C\\u201D]|\\u00AB[\\s\\u00A0\\u202F]*|[\\s\\u00A0\\u202F]*\\u00BB", "\"")
                .replaceAll("[\\u2010-\\u2015]", "-")
                .replaceAll("[\\u00A0\\u2000-\\u200A\\u202F]", " ")
                .replace("\u2026", "...")
                // As the spelling of 1990 has it: a month's dates would otherwise cost twice as much as the others'.
                .replace("août", "aout");
    }
}
