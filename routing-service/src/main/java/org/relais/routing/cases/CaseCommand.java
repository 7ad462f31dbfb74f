package org.relais.routing.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Visibility;

/** What somebody wants to happen to a case. */
public sealed interface CaseCommand {

    /** What the requester did, as intake recorded it. */
    sealed interface CitizenFact extends CaseCommand {}

    /** What the department that has the case wants. */
    sealed interface DepartmentCommand extends CaseCommand {
        Sender sender();
    }

    /** What a person in triage decides about a case that waits for them. */
    sealed interface TriageCommand extends CaseCommand {}

    /**
     * Who commands, and which version of the case they saw.
     *
     * @param expectedVersion null: whatever it is
     */
    record Sender(String department, @Nullable Long expectedVersion) {}

    /**
     * Words, answers or attachments added by the requester; or what they are asked for where they said it not yet: what it is about,
     * and where.
     *
     * @param eventId intake's event that brought them, so that they can be redacted later
     * @param questionId the department's question they answer, if they name one
     * @param serviceCode service that they now say it is about; null where they don't
     * @param place where they now say it is; null where they don't
     * @param ruling what the rules make of the request with these; null where they weren't asked
     */
    record AddDetails(
            String eventId,
            @Nullable UUID questionId,
            Words text,
            List<Answer> answers,
            List<String> attachments,
            @Nullable String serviceCode,
            @Nullable Place place,
            @Nullable Ruling ruling)
            implements CitizenFact {

        /** Where they say neither what it is about nor where it is. */
        public AddDetails(
                String eventId, @Nullable UUID questionId, Words text, List<Answer> answers, List<String> attachments) {
            this(eventId, questionId, text, answers, attachments, null, null, null);
        }

        boolean saysWhatOrWhere() {
            return serviceCode != null || place != null;
        }

        AddDetails with(Ruling now) {
            return new AddDetails(eventId, questionId, text, answers, attachments, serviceCode, place, now);
        }
    }

    /**
     * What the rules say of a request once more is known of it.
     *
     * @param department null where a person still has to decide
     * @param news where a person still has to decide, whether it is for another reason than before, or the public may no longer look
     * @param area id of the area its place lies in, if any
     */
    record Ruling(
            @Nullable String department,
            Reason reason,
            boolean news,
            @Nullable Instant expectedAt,
            Priority priority,
            Visibility visibility,
            @Nullable String area) {}

    /** Another person joins the request. */
    record Join(String eventId, Words comment) implements CitizenFact {}

    record Withdraw(String eventId, Words reason) implements CitizenFact {}

    /** @param seenVersion version of the case the person saw; 0 where none was known */
    record Confirm(long seenVersion) implements CitizenFact {}

    /** @param seenVersion version of the case the person saw; 0 where none was known */
    record Contest(String eventId, long seenVersion, Words reason) implements CitizenFact {

        /** A question that nobody asks: what is wrong with an outcome answers none. */
        private static final UUID NO_QUESTION = new UUID(0, 0);

        /** What it says, where there is no outcome to contest any more. */
        AddDetails asDetails() {
            return new AddDetails(eventId, NO_QUESTION, reason, List.of(), List.of());
        }
    }

    record Acknowledge(Sender sender, Words message) implements DepartmentCommand {}

    record Ask(Sender sender, Question question) implements DepartmentCommand {}

    record ReportProgress(Sender sender, Words message) implements DepartmentCommand {}

    record Decline(Sender sender, Words reason, @Nullable String proposedDepartment) implements DepartmentCommand {}

    record Transfer(Sender sender, String toDepartment, Words reason) implements DepartmentCommand {}

    record Resolve(Sender sender, Resolution resolution) implements DepartmentCommand {}

    /**
     * It is about the same matter as another case of the department's.
     *
     * @param into that case as it stands; null where there is none of that id
     */
    record Merge(
            Sender sender,
            @Nullable UUID intoCaseId,
            @Nullable Case into) implements DepartmentCommand {

        Merge with(@Nullable Case found) {
            return new Merge(sender, intoCaseId, found);
        }
    }

    /**
     * A person in triage finds that it is about the same matter as another case, whichever department has that one.
     *
     * @param into that case as it stands; null where there is none of that id in the territory
     */
    record MergeInTriage(@Nullable Case into) implements TriageCommand {}

    /** It is for several departments: each gets a part, the one that has it too if it keeps one. */
    record Split(Sender sender, List<NewPart> parts) implements DepartmentCommand {
        public Split {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A part to be.
     *
     * @param caseId id that its case is to have
     * @param work what is to be done
     */
    record NewPart(UUID caseId, String department, Words work) {}

    /**
     * A person in triage names the department.
     *
     * @param expectedAt when an answer can be expected, where the case has no date yet
     * @param serviceCode service that it is about, where its requester named none and the person in triage does
     */
    record Assign(
            String department,
            Words reason,
            @Nullable Instant expectedAt,
            @Nullable String serviceCode) implements TriageCommand {

        public Assign(String department, Words reason, @Nullable Instant expectedAt) {
            this(department, reason, expectedAt, null);
        }
    }

    /**
     * A person in triage finds that it is for several departments: each gets a part.
     *
     * @param expectedAt by department, when an answer can be expected of it where the case has no date yet
     */
    record SplitInTriage(List<NewPart> parts, Map<String, Instant> expectedAt) implements TriageCommand {
        public SplitInTriage {
            parts = List.copyOf(parts);
            expectedAt = Map.copyOf(expectedAt);
        }
    }

    /** A person in triage ends it: no department has anything to do. */
    record ResolveInTriage(Resolution resolution) implements TriageCommand {}
}
