package org.relais.intake.browsing.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.tracking.PublicView;

/** A request in the public list. */
@Schema(name = "ListedRequest")
record ListedRequest(
        @Schema(example = "K7QF-29MD") String trackingCode,
        String status,
        PublicView.ServiceName service,
        String description,
        PublicView.@Nullable Location location,
        List<PublicView.Picture> attachments,
        Instant submittedAt,
        Instant updatedAt,

        @Schema(description = "How many people joined.") int supporters,

        @Schema(
                description = "How much of what people wrote is shown; masked: personal data were taken out.",
                allowableValues = {"full", "masked"})
        String disclosure) {

    static ListedRequest of(PublicView view) {
        return new ListedRequest(
                view.trackingCode(),
                view.status(),
                view.service(),
                view.description(),
                view.location(),
                view.attachments(),
                view.submittedAt(),
                view.updatedAt(),
                view.supporters(),
                view.disclosure());
    }

    /** A page of the list. */
    @Schema(name = "ListedRequests")
    record PageView(
            List<ListedRequest> items,

            @Schema(description = "Where the list goes on; null at its end.") @Nullable
            String nextCursor) {}

    /** A request that may be about the same thing. */
    @Schema(name = "LookAlike")
    record LookAlikeView(
            ListedRequest request,
            @Schema(description = "How far away.") int metres,

            @Schema(description = "How alike the words are, 0 to 1.")
            double likeness) {}

    @Schema(name = "LookAlikes")
    record LookAlikesView(List<LookAlikeView> items) {}

    @Override
    public String toString() {
        return "ListedRequest[" + trackingCode + "]";
    }
}
