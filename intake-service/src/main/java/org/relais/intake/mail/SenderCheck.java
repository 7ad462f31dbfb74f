package org.relais.intake.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What our own mail server found out about a mail's sender (RFC 8601). Whoever sends a mail can write such a header too: only those
 * that bear our server's name count, and the server takes out others that bear it.
 */
final class SenderCheck {

    /** At the beginning of a finding: elsewhere it is part of what the sender wrote, and the server repeats. */
    private static final Pattern DMARC = Pattern.compile("\\s*dmarc(?:\\s*/\\s*\\d+)?\\s*=\\s*([a-z]+)(?=\\s|$)");

    /** What is known of the sender. */
    enum Verdict {
        /** The domain in From vouches for the mail. */
        VERIFIED,
        /** Nobody whom we trust said anything. */
        UNKNOWN,
        /** The domain in From disowns the mail: whoever wrote it, it isn't for them that we know. */
        FORGED
    }

    private final @Nullable String authority;

    /** @param authority name of the server whose findings count; null where there is none */
    SenderCheck(@Nullable String authority) {
        this.authority = authority == null || authority.isBlank()
                ? null
                : authority.strip().toLowerCase(Locale.ROOT);
    }

    Verdict of(ReceivedMail mail) {
        if (authority == null) {
            return Verdict.UNKNOWN;
        }
        for (String header : mail.all("authentication-results")) {
            String[] nameAndFindings = bare(header.toLowerCase(Locale.ROOT)).split(";", 2);
            // A version number may follow the name.
            String name = nameAndFindings[0].strip().split("\\s+", 2)[0];
            if (name.equals(authority) && nameAndFindings.length == 2) {
                // The topmost was written last, by the server nearest to us.
                return verdict(nameAndFindings[1]);
            }
        }
        return Verdict.UNKNOWN;
    }

    private static Verdict verdict(String findings) {
        List<String> results = Stream.of(findings.split(";"))
                .map(DMARC::matcher)
                .filter(Matcher::lookingAt)
                .map(found -> found.group(1))
                .toList();
        if (results.contains("fail")) {
            return Verdict.FORGED;
        }
        return !results.isEmpty() && results.stream().allMatch("pass"::equals) ? Verdict.VERIFIED : Verdict.UNKNOWN;
    }

    /** The header without comments, which may hold others, and without quoted strings: in both stands what anyone wrote. */
    private static String bare(String header) {
        StringBuilder bare = new StringBuilder(header.length());
        boolean quoted = false;
        int depth = 0;
        for (int at = 0; at < header.length(); at++) {
            char character = header.charAt(at);
            if (character == '\\' && (quoted || depth > 0)) {
                at++;
            } else if (character == '"' && depth == 0) {
                quoted = !quoted;
                bare.append(quoted ? "" : "_");
            } else if (!quoted && character == '(') {
                depth++;
            } else if (!quoted && depth > 0 && character == ')') {
                depth--;
                bare.append(' ');
            } else if (!quoted && depth == 0) {
                bare.append(character);
            }
        }
        return bare.toString();
    }
}
