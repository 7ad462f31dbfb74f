package org.relais.routing.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of cases.
 *
 * @param nextCursor where the next page starts; null on the last one
 */
public record CasePage(List<CaseView> items, @Nullable String nextCursor) {

    private static final String BETWEEN = "/";

    /** @param found by filing time, one more than {@code limit}, where there are that many */
    public static CasePage of(List<CaseFile> found, int limit, CaseViews views, Locale language) {
        return of(found, limit, Position::of, views, language);
    }

    /** @param found by how long they wait in triage, one more than {@code limit}, where there are that many */
    public static CasePage ofTriage(List<CaseFile> found, int limit, CaseViews views, Locale language) {
        return of(found, limit, Position::inTriage, views, language);
    }

    private static CasePage of(
            List<CaseFile> found, int limit, Function<CaseFile, Position> position, CaseViews views, Locale language) {
        List<CaseFile> shown = found.subList(0, Math.min(limit, found.size()));
        return new CasePage(
                views.views(shown, language), found.size() > limit ? cursor(position.apply(shown.getLast())) : null);
    }

    private static String cursor(Position position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((position.time() + BETWEEN + position.caseId()).getBytes(StandardCharsets.US_ASCII));
    }

    /** The position that a cursor means; empty if it is none of ours. */
    public static Optional<Position> position(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            int between = text.indexOf(BETWEEN);
            return between < 0
                    ? Optional.empty()
                    : Optional.of(new Position(
                                    Instant.parse(text.substring(0, between)),
                                    UUID.fromString(text.substring(between + 1))))
                            .filter(position -> Moments.mayStandInCursor(position.time()));
        } catch (IllegalArgumentException | DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
