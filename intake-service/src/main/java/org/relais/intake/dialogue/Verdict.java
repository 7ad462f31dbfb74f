package org.relais.intake.dialogue;

import java.util.Optional;
import java.util.Set;
import org.relais.intake.channel.Courtesy;

/** What somebody says to whom asked whether the outcome of their request is right: yes, or no with their reason. */
enum Verdict {
    RIGHT,
    WRONG;

    private static final Set<String> YES = Set.of("oui", "yes");
    private static final Set<String> NO = Set.of("non", "no");

    /** A yes with more to it is neither, and a no with thanks is courtesy. */
    static Optional<Verdict> in(String words) {
        String[] parts = ServiceGuess.folded(words).split(" ", 2);
        if (YES.contains(parts[0])) {
            return parts.length == 1 || Courtesy.addsNothing(parts[1]) ? Optional.of(RIGHT) : Optional.empty();
        }
        return NO.contains(parts[0]) && !Courtesy.isAll(words) ? Optional.of(WRONG) : Optional.empty();
    }
}
