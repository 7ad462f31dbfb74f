package org.relais.intake.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.relais.intake.filing.KeyLinks;
import org.relais.intake.validation.Characters;
import org.relais.platform.digest.Digests;

/** A person's words as they can be kept: normal form C, without what no text holds and without keys, in pieces that fit. */
final class Wording {

    private static final int FEWEST_KEPT_TOGETHER = 3;

    private Wording() {}

    static String clean(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return KeyLinks.withoutKeys(Characters.normal(Characters.typed(lines))).strip();
    }

    /** The text in pieces of at most so many characters, cut between words where it can be. */
    static List<String> pieces(String text, int longest) {
        List<String> pieces = new ArrayList<>();
        String rest = text;
        while (rest.codePointCount(0, rest.length()) > longest) {
            int end = rest.offsetByCodePoints(0, longest);
            int cut = Math.max(rest.lastIndexOf('\n', end), rest.lastIndexOf(' ', end));
            int at = cut > end / FEWEST_KEPT_TOGETHER ? cut : end;
            add(rest.substring(0, at), pieces);
            rest = rest.substring(at).strip();
        }
        add(rest, pieces);
        return pieces;
    }

    private static void add(String piece, List<String> pieces) {
        String stripped = piece.strip();
        if (!stripped.isEmpty()) {
            pieces.add(stripped);
        }
    }

    /** Tells one list of texts from another. */
    static byte[] digest(List<String> parts) {
        MessageDigest digest = Digests.sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return digest.digest();
    }
}
