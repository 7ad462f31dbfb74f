package org.relais.intake.mail;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What our own mail server found out about a mail's sender (RFC 8601). Whoever sends a mail can write such a header too: only those
 * that bear our server's name count, and the server takes out others that bear it.
 */
final class SenderCheck {

    private static final Pattern DMARC = Pattern.compile("(?:^|[;\\s])dmarc\\s*=\\s*([a-z]+)");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*+\\)");

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
            String[] nameAndFindings = COMMENT.matcher(header.toLowerCase(Locale.ROOT))
                    .replaceAll(" ")
                    .split(";", 2);
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
        var found = DMARC.matcher(findings);
        if (!found.find()) {
            return Verdict.UNKNOWN;
        }
        return switch (found.group(1)) {
            case "pass" -> Verdict.VERIFIED;
            case "fail" -> Verdict.FORGED;
            default -> Verdict.UNKNOWN;
        };
    }
}
