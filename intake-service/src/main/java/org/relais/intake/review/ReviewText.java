package org.relais.intake.review;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.relais.intake.filing.MaskedWords;
import org.relais.intake.review.FlaggedTexts.Decision;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.intake.vault.ContactDetails;
import org.relais.intake.vault.Vault;

/** Lets people look at what a pattern found, since a pattern can't tell a neighbour from a street. */
public final class ReviewText {

    private final FlaggedTexts texts;
    private final MaskedWords maskedWords;
    private final Territories territories;
    private final Vault vault;

    public ReviewText(FlaggedTexts texts, MaskedWords maskedWords, Territories territories, Vault vault) {
        this.texts = texts;
        this.maskedWords = maskedWords;
        this.territories = territories;
        this.vault = vault;
    }

    /** @param kinds of personal data, for example {@code phone} or {@code likely_name} */
    public record Waiting(FlaggedText text, List<String> kinds) {

        public Waiting {
            kinds = List.copyOf(kinds);
        }
    }

    /** What came of deciding. */
    public enum Outcome {
        DECIDED,
        /** No such text, or nothing personal is in it any more. */
        UNKNOWN,
        TERRITORY_UNKNOWN
    }

    /** Texts of territories that aren't known are left for later. */
    public List<Waiting> waiting(int most) {
        return texts.waiting(most).stream()
                .flatMap(text -> territories.find(text.jurisdictionId()).stream()
                        .map(territory ->
                                new Waiting(text, maskedWords.kinds(text.written(), writer(text), territory))))
                .toList();
    }

    public Outcome decide(UUID eventId, Verdict verdict, String by, Instant at) {
        FlaggedText text = texts.find(eventId).orElse(null);
        if (text == null) {
            return Outcome.UNKNOWN;
        }
        Territory territory = territories.find(text.jurisdictionId()).orElse(null);
        if (territory == null) {
            return Outcome.TERRITORY_UNKNOWN;
        }
        String published = verdict == Verdict.SHOW
                ? maskedWords.certain(text.written(), writer(text), territory)
                : maskedWords.text(text.written(), writer(text), territory);
        texts.decide(new Decision(text, verdict, published, by, at));
        return Outcome.DECIDED;
    }

    private ContactDetails writer(FlaggedText text) {
        return vault.open(text.requesterId()).orElseGet(() -> new ContactDetails(null, null, null, text.language()));
    }
}
