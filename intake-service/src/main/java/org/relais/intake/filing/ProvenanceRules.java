package org.relais.intake.filing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.SubmitServiceRequest.Call;
import org.relais.intake.validation.Violations;

/** Only an importer may say by which way, and when, a request came in before it reached us. */
final class ProvenanceRules {

    private static final String IMPORT = "import";

    private ProvenanceRules() {}

    static Provenance check(Submission submission, Call call, Violations violations) {
        String channel = submission.channel();
        if (channel != null && mayState("/channel", call, violations) && !channel.equals(IMPORT)) {
            violations.add("/channel", "channel_unknown", IMPORT);
        }
        String requestedAt = submission.requestedAt();
        return new Provenance(
                channel == null ? call.channel() : "IMPORT",
                requestedAt != null && mayState("/requestedAt", call, violations)
                        ? past(requestedAt, call.at(), violations)
                        : null);
    }

    private static boolean mayState(String pointer, Call call, Violations violations) {
        if (call.standing() != Standing.IMPORTER) {
            violations.add(pointer, "importers_only");
            return false;
        }
        return true;
    }

    private static @Nullable Instant past(String text, Instant now, Violations violations) {
        try {
            Instant requestedAt = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (!requestedAt.isAfter(now)) {
                return requestedAt;
            }
            violations.add("/requestedAt", "in_the_future");
        } catch (DateTimeException notATime) {
            violations.add("/requestedAt", "not_a_datetime");
        }
        return null;
    }
}
