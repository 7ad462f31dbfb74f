package org.relais.intake.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.MaskedWords;
import org.relais.intake.review.FlaggedTexts.Decided;
import org.relais.intake.review.FlaggedTexts.Decision;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.intake.vault.ContactDetails;
import org.relais.intake.vault.ContactReads;
import org.relais.intake.vault.Vault;
import org.relais.platform.masking.Mask;
import org.relais.platform.masking.Piece;

/**
 * Lets people look at what a pattern found, since a pattern can't tell a neighbour from a street. Who looks at a text as it was
 * written is written down first; who belongs to a department, or to some territories, sees the texts of those alone.
 */
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

    /**
     * A text as it was written.
     *
     * @param pieces the text, what was found apart from what stands between
     */
    public record Seen(FlaggedText text, List<Piece> pieces) {

        public Seen {
            pieces = List.copyOf(pieces);
        }

        /** What was found, each kind once. */
        public Set<Mask> kinds() {
            return pieces.stream()
                    .flatMap(piece -> piece.masks().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** Whether showing what only looks like a name changes anything. */
        public boolean hasGuesses() {
            return pieces.stream().anyMatch(Piece::isGuess);
        }

        @Override
        public String toString() {
            return "Seen[" + text + "]";
        }
    }

    /** What came of deciding. */
    public enum Outcome {
        DECIDED,
        /** No such text for this reviewer, or nothing personal is in it any more. */
        UNKNOWN,
        TERRITORY_UNKNOWN
    }

    /** Those that wait, the oldest first, with what anyone reads of them now. Texts of territories that aren't known are left for later. */
    public List<FlaggedText> waiting(Reviewer reviewer, int most) {
        return texts.waiting(jurisdictions(reviewer), null, most);
    }

    /** How many wait. */
    public int count(Reviewer reviewer) {
        return texts.count(jurisdictions(reviewer));
    }

    /** The one that waits after this one, or the oldest where there is none. */
    public Optional<FlaggedText> next(Reviewer reviewer, @Nullable UUID after) {
        Set<String> jurisdictions = jurisdictions(reviewer);
        FlaggedText before = after == null ? null : texts.find(after).orElse(null);
        List<FlaggedText> next = before == null ? List.of() : texts.waiting(jurisdictions, before, 1);
        return (next.isEmpty() ? texts.waiting(jurisdictions, null, 1) : next)
                .stream().findFirst();
    }

    /** Those that wait as they were written; each look is written down. */
    public List<Seen> lookAtWaiting(Reviewer reviewer, int most, Instant at) {
        return seen(waiting(reviewer, most), reviewer, at);
    }

    /** A text as it was written, decided about or not; the look is written down. */
    public Optional<Seen> look(UUID eventId, Reviewer reviewer, Instant at) {
        return texts.find(eventId)
                .filter(text -> jurisdictions(reviewer).contains(text.jurisdictionId()))
                .map(text -> seen(List.of(text), reviewer, at).getFirst());
    }

    /** What was decided about a text of the reviewer's. */
    public Optional<Decided> decided(UUID eventId, Reviewer reviewer) {
        return texts.find(eventId)
                .filter(text -> jurisdictions(reviewer).contains(text.jurisdictionId()))
                .flatMap(text -> texts.decided(eventId));
    }

    /** Why a text stands on no public page, for the one who wrote it; empty where it does, or nobody said why. */
    public Optional<KeepBack> keptBack(UUID eventId) {
        return texts.decided(eventId)
                .filter(decided -> decided.verdict() == Verdict.HIDE)
                .map(Decided::reason);
    }

    /** @param reason why a text is hidden; nothing otherwise */
    public Outcome decide(UUID eventId, Verdict verdict, @Nullable KeepBack reason, Reviewer reviewer, Instant at) {
        FlaggedText text = texts.find(eventId).orElse(null);
        if (text == null) {
            return Outcome.UNKNOWN;
        }
        Territory territory = territories.find(text.jurisdictionId()).orElse(null);
        if (territory == null) {
            return reviewer.department() == null && reviewer.jurisdictions() == null
                    ? Outcome.TERRITORY_UNKNOWN
                    : Outcome.UNKNOWN;
        }
        if (!isOf(reviewer, territory)) {
            return Outcome.UNKNOWN;
        }
        String published = verdict == Verdict.SHOW
                ? maskedWords.certain(text.written(), writer(text), territory)
                : maskedWords.text(text.written(), writer(text), territory);
        texts.decide(
                new Decision(text, verdict, verdict == Verdict.HIDE ? reason : null, published, reviewer.name(), at));
        return Outcome.DECIDED;
    }

    private List<Seen> seen(List<FlaggedText> found, Reviewer reviewer, Instant at) {
        vault.record(found.stream()
                .map(text -> new ContactReads.Read(
                        text.requesterId(),
                        text.requestId(),
                        reviewer.name(),
                        reviewer.department(),
                        ContactReads.Purpose.TEXT_REVIEW,
                        at))
                .toList());
        return found.stream()
                .flatMap(text -> territories.find(text.jurisdictionId()).stream()
                        .map(territory -> new Seen(text, maskedWords.pieces(text.written(), writer(text), territory))))
                .toList();
    }

    private Set<String> jurisdictions(Reviewer reviewer) {
        return territories.all().stream()
                .filter(territory -> isOf(reviewer, territory))
                .map(Territory::jurisdictionId)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOf(Reviewer reviewer, Territory territory) {
        return (reviewer.department() == null
                        || territory.department(reviewer.department()).isPresent())
                && (reviewer.jurisdictions() == null || reviewer.jurisdictions().contains(territory.jurisdictionId()));
    }

    private ContactDetails writer(FlaggedText text) {
        return vault.open(text.requesterId()).orElseGet(() -> new ContactDetails(null, null, null, text.language()));
    }
}
