package org.relais.intake.pages.counter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.review.FlaggedText;
import org.relais.intake.review.FlaggedTexts.Decided;
import org.relais.intake.review.ReviewText.Seen;
import org.relais.intake.territory.Territories;
import org.relais.intake.tracking.PublicViews;
import org.relais.platform.masking.Mask;
import org.relais.platform.masking.Piece;
import org.springframework.stereotype.Component;

/** Texts to look at, as the agents' pages show them. */
@Component
class ReviewViews {

    private final Territories territories;

    ReviewViews(Territories territories) {
        this.territories = territories;
    }

    /**
     * A piece of a text.
     *
     * @param kind what it was taken for, in words for programs; null where it is nothing personal
     * @param guess whether only a person can tell
     */
    record Part(String text, @Nullable String kind, boolean guess) {

        static Part of(Piece piece) {
            return new Part(
                    piece.text(),
                    piece.isPersonal() ? piece.masks().getFirst().name().toLowerCase(Locale.ROOT) : null,
                    piece.isGuess());
        }

        @Override
        public String toString() {
            return "Part[" + kind + "]";
        }
    }

    /** How long something has been waiting: {@code minutes}, {@code hours} or {@code days}, and how many. */
    record Age(String unit, long number) {

        static Age between(Instant at, Instant now) {
            Duration age = Duration.between(at, now);
            if (age.compareTo(Duration.ofHours(1)) < 0) {
                return new Age("minutes", Math.max(0, age.toMinutes()));
            }
            return age.compareTo(Duration.ofDays(2)) < 0
                    ? new Age("hours", age.toHours())
                    : new Age("days", age.toDays());
        }
    }

    /**
     * @param service its name; the code where it isn't offered any more, empty where there was none
     * @param added whether it was added to the request later
     * @param written what the person wrote; empty in the list
     * @param published what anyone reads
     */
    record TextView(
            UUID id,
            String trackingCode,
            String service,
            boolean added,
            String language,
            Instant at,
            Age age,
            List<Part> written,
            List<Part> published) {

        /** Whether it holds something that only a person can tell. */
        public boolean hasGuesses() {
            return written.stream().anyMatch(Part::guess);
        }

        @Override
        public String toString() {
            return "TextView[" + id + "]";
        }
    }

    TextView listed(FlaggedText text, String language, Instant now) {
        return view(text, List.of(), language, now);
    }

    TextView opened(Seen seen, String language, Instant now) {
        return view(seen.text(), seen.pieces(), language, now);
    }

    /** Tells one decision about a text from the next; empty for none. */
    String moment(@Nullable Decided decided) {
        return decided == null ? "" : decided.at().toString();
    }

    private TextView view(FlaggedText text, List<Piece> written, String language, Instant now) {
        return new TextView(
                text.eventId(),
                text.trackingCode().toString(),
                service(text, language),
                !text.filed(),
                text.language(),
                text.at(),
                Age.between(text.at(), now),
                written.stream().map(Part::of).toList(),
                Mask.gapsIn(text.published()).stream().map(Part::of).toList());
    }

    private String service(FlaggedText text, String language) {
        return PublicViews.serviceName(
                text.serviceCode(), territories.find(text.jurisdictionId()).orElse(null), language);
    }
}
