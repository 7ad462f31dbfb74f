package org.relais.intake.tracking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an event changes in what the public sees: one more entry, and what is known of the case after it.
 *
 * @param entry null where another event's entry tells it already
 * @param finding what was found out about the request itself; null where nothing was
 */
public record Change(
        UUID requestId,
        Instant at,
        @Nullable TimelineEntry entry,
        CaseUpdate update,
        @Nullable Finding finding) {

    public Change(UUID requestId, TimelineEntry entry, CaseUpdate update) {
        this(requestId, entry.at(), entry, update, null);
    }

    /**
     * What came out about a request.
     *
     * @param serviceCode what it is about; empty where that isn't known
     */
    public record Finding(String serviceCode, By by) {

        /** Who found it. */
        public enum By {
            WORDS,
            RULES,
            /** Somebody in triage, who has read it. */
            PERSON
        }
    }

    /**
     * What an event says of the case; null where it says nothing. It counts only if the event isn't older than the last that
     * counted, as a dead letter is that was replayed. The case's version doesn't tell that: it goes back with routing's database.
     *
     * @param sequence number of the event among routing's of this request
     * @param department code; empty where nobody has it any more
     * @param keptPrivate whether a rule keeps it from the public; that stays as it was decided at first, so any version says it
     */
    public record CaseUpdate(
            @Nullable String status,
            long caseVersion,
            long sequence,
            @Nullable String department,
            @Nullable Reason reason,
            @Nullable Instant expectedAt,
            @Nullable String outcome,
            @Nullable String outcomeMessage,
            @Nullable String questionId,
            @Nullable String question,
            @Nullable List<Part> parts,
            @Nullable Boolean keptPrivate) {

        public static final CaseUpdate NONE =
                new CaseUpdate(null, 0, 0, null, null, null, null, null, null, null, null, null);

        public static CaseUpdate status(String status, long caseVersion, long sequence) {
            return new CaseUpdate(status, caseVersion, sequence, null, null, null, null, null, null, null, null, null);
        }

        public CaseUpdate department(String code) {
            return with(draft -> draft.department = code);
        }

        public CaseUpdate reason(Reason why) {
            return with(draft -> draft.reason = why);
        }

        public CaseUpdate expectedAt(@Nullable Instant when) {
            return with(draft -> draft.expectedAt = when);
        }

        public CaseUpdate outcome(String code, String message) {
            return with(draft -> {
                draft.outcome = code;
                draft.outcomeMessage = message;
            });
        }

        public CaseUpdate question(String id, String text) {
            return with(draft -> {
                draft.questionId = id;
                draft.question = text;
            });
        }

        public CaseUpdate parts(List<Part> all) {
            return with(draft -> draft.parts = List.copyOf(all));
        }

        public CaseUpdate keptPrivate(@Nullable Boolean fromThePublic) {
            return with(draft -> draft.keptPrivate = fromThePublic);
        }

        private CaseUpdate with(Consumer<Draft> more) {
            Draft draft = new Draft(this);
            more.accept(draft);
            return new CaseUpdate(
                    status,
                    caseVersion,
                    sequence,
                    draft.department,
                    draft.reason,
                    draft.expectedAt,
                    draft.outcome,
                    draft.outcomeMessage,
                    draft.questionId,
                    draft.question,
                    draft.parts,
                    draft.keptPrivate);
        }

        /** The next one in the making. */
        private static final class Draft {

            private @Nullable String department;
            private @Nullable Reason reason;
            private @Nullable Instant expectedAt;
            private @Nullable String outcome;
            private @Nullable String outcomeMessage;
            private @Nullable String questionId;
            private @Nullable String question;
            private @Nullable List<Part> parts;
            private @Nullable Boolean keptPrivate;

            Draft(CaseUpdate so) {
                department = so.department;
                reason = so.reason;
                expectedAt = so.expectedAt;
                outcome = so.outcome;
                outcomeMessage = so.outcomeMessage;
                questionId = so.questionId;
                question = so.question;
                parts = so.parts;
                keptPrivate = so.keptPrivate;
            }
        }

        @Override
        public String toString() {
            return "CaseUpdate[status=" + status + ", caseVersion=" + caseVersion + "]";
        }
    }
}
