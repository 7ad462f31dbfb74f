package org.relais.intake.dialogue;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.relais.intake.channel.Courtesy;
import org.relais.intake.validation.Folding;

/** What somebody says to whom asked whether the outcome of their request is right: yes, or no with their reason. */
enum Verdict {
    RIGHT,
    WRONG;

    private static final Set<String> YES = Set.of("oui", "yes");

    /**
     * "No" may begin any sentence ("No street light here", "Non-ramassage"): it answers where it stands alone, where its reason is set
     * apart from it, or where what follows says how things are.
     */
    private static final Pattern NO =
            Pattern.compile("""
                \\s* (?:non|no) (?:
                    \\s*
                    | \\s* \\R .*
                    | \\s* [,;:!–—\\p{So}] (?: \\s .* )?
                    | \\s* \\.{2,}+ (?: \\s .* )?
                    | \\s* \\. (?: \\s++ \\D .* )?
                    | \\s+ (?: c.est | ce\\ n.est | n.est | ca | cela | il | elle | toujours | pas | rien
                        | it | it.s | that.s | still | not | nothing
                        | (?: repar | regl | resol | fait | fixed | repaired | solved | done ) \\w* ) \\b .* )\
                """, Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.COMMENTS);

    /** A yes with more to it is neither, and a no with thanks is courtesy. */
    static Optional<Verdict> in(String words) {
        String[] parts = ServiceGuess.folded(words).split(" ", 2);
        if (YES.contains(parts[0])) {
            return parts.length == 1 || Courtesy.addsNothing(parts[1]) ? Optional.of(RIGHT) : Optional.empty();
        }
        return NO.matcher(Folding.text(words)).matches() && !Courtesy.isAll(words)
                ? Optional.of(WRONG)
                : Optional.empty();
    }
}
