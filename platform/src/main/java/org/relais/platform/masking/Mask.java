package org.relais.platform.masking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in a text instead of something personal. */
public enum Mask {
    EMAIL("[e-mail masqué]", "[e-mail hidden]"),
    PHONE("[téléphone masqué]", "[phone hidden]"),
    NAME("[nom masqué]", "[name hidden]"),
    IBAN("[IBAN masqué]", "[IBAN hidden]"),
    SOCIAL_SECURITY("[numéro de sécurité sociale masqué]", "[social-security number hidden]"),
    /** Looks like the name of somebody; a person can tell, a pattern can't. */
    LIKELY_NAME("[nom masqué]", "[name hidden]");

    private static final Pattern WORDS = Pattern.compile(Arrays.stream(values())
            .flatMap(mask -> Stream.of(mask.french, mask.english))
            .map(Pattern::quote)
            .collect(Collectors.joining("|")));

    private final String french;
    private final String english;

    Mask(String french, String english) {
        this.french = french;
        this.english = english;
    }

    /** A masked text in its pieces: where something was taken out, and what stands between. */
    public static List<Piece> gapsIn(String masked) {
        List<Piece> pieces = new ArrayList<>();
        Matcher gaps = WORDS.matcher(masked);
        int written = 0;
        while (gaps.find()) {
            if (gaps.start() > written) {
                pieces.add(new Piece(masked.substring(written, gaps.start()), List.of()));
            }
            pieces.add(new Piece(gaps.group(), saying(gaps.group())));
            written = gaps.end();
        }
        if (written < masked.length()) {
            pieces.add(new Piece(masked.substring(written), List.of()));
        }
        return pieces;
    }

    private static List<Mask> saying(String words) {
        return Arrays.stream(values())
                .filter(mask -> mask.french.equals(words) || mask.english.equals(words))
                .toList();
    }

    String in(String language) {
        return "en".equals(language) ? english : french;
    }
}
