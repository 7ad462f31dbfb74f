package org.relais.routing.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A case as departments and triage read it, in one language. Holds people's words: never printed.
 *
 * @param answers codes and texts as they were given, by the question's code
 * @param answered the same with the service's own words, in the order they were given
 * @param visibility {@code private} where its service, or the rule that decided, keeps it from the public; else {@code public}
 */
public record CaseView(
        UUID id,
        UUID requestId,
        String jurisdictionId,
        String trackingCode,
        String status,
        long caseVersion,
        Named service,
        String channel,
        String description,
        @Nullable Location location,
        @Nullable String area,
        Map<String, List<String>> answers,
        List<Answered> answered,
        List<String> attachments,
        String requesterId,
        String language,
        @Nullable Named department,
        Why why,
        String priority,
        String visibility,
        Instant submittedAt,
        @Nullable Instant expectedAt,
        @Nullable Clock deadline,
        @Nullable Wait triage,
        Instant changedAt,
        int hops,
        int supporters,
        @Nullable Recurring recurringPlace,
        @Nullable UUID mergedInto,
        @Nullable String work,
        List<OnePart> parts,
        @Nullable OpenQuestion openQuestion,
        @Nullable Result resolution,
        List<Line> history) {

    /** A code and its name. */
    public record Named(String code, String name) {}

    /** A question of the service's, and what was answered; a text that was written freely is its own name. */
    public record Answered(Named question, List<Named> values) {

        /** The answer as one text. */
        public String text() {
            return values.stream().map(Named::name).collect(Collectors.joining(", "));
        }

        @Override
        public String toString() {
            return "Answered[" + question.code() + "]";
        }
    }

    public record Location(
            double latitude, double longitude, @Nullable String address) {
        @Override
        public String toString() {
            return "Location[…]";
        }
    }

    /**
     * Why it is where it is.
     *
     * @param confidence how sure it was when it was made
     * @param areasNearby where the place lies in no area, those whose border isn't far, the nearest first
     * @param suggestion what the request's words say, where they were asked and said something
     */
    public record Why(
            String code,
            String text,
            String ruleId,
            long territoryVersion,
            Map<String, String> facts,
            List<RunnerUp> runnersUp,
            Reason.@Nullable Confidence confidence,
            List<AreaNearby> areasNearby,
            @Nullable WordsSay suggestion) {}

    /** A rule that matched too but stood later in the table. */
    public record RunnerUp(String ruleId, String department, String departmentName) {}

    /** @param metres how far its border is from the place */
    public record AreaNearby(Named area, long metres) {}

    /**
     * Departments by the request's words, the likeliest first.
     *
     * @param words those that spoke most for the first one
     * @param edition what it was learned from
     * @param contradicts whether a rule decided otherwise
     */
    public record WordsSay(List<Likely> candidates, List<String> words, String edition, boolean contradicts) {

        /** Without those of less than one in two hundred, which a page would call 0 %. */
        public List<Likely> worthOffering() {
            return candidates.stream().filter(likely -> likely.percent() > 0).toList();
        }
    }

    /**
     * @param service what it may be about
     * @param confidence 0 to 1
     */
    public record Likely(Named department, @Nullable Named service, double confidence, int percent, int similarCases) {}

    /**
     * The date and where its clock stands.
     *
     * @param standing running, near, missed or stopped
     * @param stoppedAt since when it stands still, because the requester is asked or there is an outcome
     * @param missed whether the date passed without an outcome, though the clock may stand still now
     * @param escalatedTo who was told last: lead or operator
     */
    public record Clock(
            Instant dueAt,
            String standing,
            @Nullable Instant stoppedAt,
            boolean missed,
            int escalationLevel,
            @Nullable String escalatedTo) {}

    /**
     * That it waits for a person to say who has it.
     *
     * @param since when it came to triage
     * @param dueAt by when somebody is to have decided; null while no version of the territory is in force
     * @param overdue whether the operator has been told that it waits too long
     */
    public record Wait(Instant since, @Nullable Instant dueAt, boolean overdue) {}

    /**
     * That requests about its service come back to its place.
     *
     * @param times how many there were within the time that counts, this one among them
     * @param since when the earliest of them was filed
     */
    public record Recurring(UUID placeId, int times, Instant since) {}

    /**
     * One part of a split request.
     *
     * @param id of its case
     * @param department that has it; null in triage
     * @param resolution how it ended; null while it hasn't
     */
    public record OnePart(
            UUID id,
            String work,
            @Nullable Named department,
            String status,
            @Nullable Instant expectedAt,
            @Nullable Result resolution) {
        @Override
        public String toString() {
            return "OnePart[" + id + ", " + status + "]";
        }
    }

    public record OpenQuestion(UUID id, String text) {
        @Override
        public String toString() {
            return "OpenQuestion[" + id + "]";
        }
    }

    public record Result(
            String outcome,
            String message,
            @Nullable LocalDate plannedFor,
            @Nullable String responsible) {
        @Override
        public String toString() {
            return "Result[" + outcome + "]";
        }
    }

    /** One line of the history. */
    public record Line(
            long caseVersion,
            String type,
            Instant at,
            String status,
            @Nullable String department,
            @Nullable String message,
            @Nullable String detail) {
        @Override
        public String toString() {
            return "Line[" + caseVersion + ", " + type + "]";
        }
    }

    @Override
    public String toString() {
        return "CaseView[id=" + id + ", status=" + status + ", caseVersion=" + caseVersion + "]";
    }
}
