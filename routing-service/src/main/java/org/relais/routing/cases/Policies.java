package org.relais.routing.cases;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.relais.routing.cases.CaseCommand.Acknowledge;
import org.relais.routing.cases.CaseCommand.Ask;
import org.relais.routing.cases.CaseCommand.Assign;
import org.relais.routing.cases.CaseCommand.CitizenFact;
import org.relais.routing.cases.CaseCommand.Confirm;
import org.relais.routing.cases.CaseCommand.Contest;
import org.relais.routing.cases.CaseCommand.Decline;
import org.relais.routing.cases.CaseCommand.DepartmentCommand;
import org.relais.routing.cases.CaseCommand.Merge;
import org.relais.routing.cases.CaseCommand.MergeInTriage;
import org.relais.routing.cases.CaseCommand.NewPart;
import org.relais.routing.cases.CaseCommand.ReportProgress;
import org.relais.routing.cases.CaseCommand.Resolve;
import org.relais.routing.cases.CaseCommand.ResolveInTriage;
import org.relais.routing.cases.CaseCommand.Split;
import org.relais.routing.cases.CaseCommand.SplitInTriage;
import org.relais.routing.cases.CaseCommand.Transfer;
import org.relais.routing.cases.CaseCommand.TriageCommand;

/** What is asked of every command before the life cycle looks at it; the first objection wins. */
final class Policies {

    /** Longest text taken from a department, in characters. */
    static final int LONGEST_TEXT = 4_000;

    /** How far ahead work may be planned, in years. */
    private static final int FARTHEST_PLAN = 20;

    private static final List<Policy> ALL = List.of(
            Policies::anotherDepartments,
            Policies::followsAnother,
            Policies::isPart,
            Policies::staleVersion,
            Policies::incomplete,
            Policies::unknownDepartment,
            Policies::tooLong,
            Policies::unusable);

    private interface Policy {
        Optional<RefusalReason> objection(Case current, CaseCommand command, Set<String> departments);
    }

    private Policies() {}

    static Optional<RefusalReason> objection(Case current, CaseCommand command, Set<String> departments) {
        return ALL.stream()
                .flatMap(policy -> policy.objection(current, command, departments).stream())
                .findFirst();
    }

    private static Optional<RefusalReason> anotherDepartments(
            Case current, CaseCommand command, Set<String> departments) {
        return when(
                command instanceof DepartmentCommand own
                        && !own.sender().department().equals(current.department()),
                RefusalReason.CASE_NOT_FOUND);
    }

    private static Optional<RefusalReason> followsAnother(Case current, CaseCommand command, Set<String> departments) {
        return when(
                current.mergedInto() != null
                        && !(current.state() instanceof CaseState.Closed)
                        && switch (command) {
                            case DepartmentCommand _, TriageCommand _ -> true;
                            case CitizenFact _ -> false;
                        },
                RefusalReason.CASE_MERGED);
    }

    private static Optional<RefusalReason> isPart(Case current, CaseCommand command, Set<String> departments) {
        return when(
                current.isPart()
                        && switch (command) {
                            case Split _, Merge _, SplitInTriage _, MergeInTriage _ -> true;
                            case DepartmentCommand _, CitizenFact _, TriageCommand _ -> false;
                        },
                RefusalReason.CASE_IS_PART);
    }

    private static Optional<RefusalReason> staleVersion(Case current, CaseCommand command, Set<String> departments) {
        return when(
                switch (command) {
                    case DepartmentCommand own ->
                        own.sender().expectedVersion() != null && own.sender().expectedVersion() != current.version();
                    case Confirm confirm -> judgesWhatItDidNotSee(current, confirm.seenVersion());
                    case Contest contest -> judgesWhatItDidNotSee(current, contest.seenVersion());
                    case CitizenFact _, TriageCommand _ -> false;
                },
                RefusalReason.STALE_VERSION);
    }

    private static boolean judgesWhatItDidNotSee(Case current, long seenVersion) {
        return seenVersion > 0 && seenVersion < current.state().outcomeSince();
    }

    private static Optional<RefusalReason> incomplete(Case current, CaseCommand command, Set<String> departments) {
        return switch (command) {
            case Merge merge -> when(merge.into() == null, RefusalReason.MERGE_TARGET_UNKNOWN);
            case MergeInTriage merge -> when(merge.into() == null, RefusalReason.MERGE_TARGET_UNKNOWN);
            case DepartmentCommand _, CitizenFact _, TriageCommand _ ->
                missing(command).stream().findFirst();
        };
    }

    /** All that the command itself lacks, whatever the case, the first to be told before the others. */
    static List<RefusalReason> missing(CaseCommand command) {
        return switch (command) {
            case Ask ask -> all(when(ask.question().text().isEmpty(), RefusalReason.QUESTION_MISSING));
            case ReportProgress progress -> all(when(progress.message().isEmpty(), RefusalReason.MESSAGE_MISSING));
            case Decline decline -> all(when(decline.reason().isEmpty(), RefusalReason.REASON_MISSING));
            case Transfer transfer ->
                all(
                        when(transfer.reason().isEmpty(), RefusalReason.REASON_MISSING),
                        when(transfer.toDepartment().isEmpty(), RefusalReason.DEPARTMENT_UNKNOWN));
            case Resolve resolve -> missing(resolve.resolution());
            case Merge merge -> all(when(merge.intoCaseId() == null, RefusalReason.MERGE_TARGET_UNKNOWN));
            case Split split -> missing(split.parts());
            case SplitInTriage split -> missing(split.parts());
            case ResolveInTriage resolve ->
                Stream.concat(needsDepartment(resolve.resolution()).stream(), missing(resolve.resolution()).stream())
                        .toList();
            case Acknowledge _, CitizenFact _, Assign _, MergeInTriage _ -> List.of();
        };
    }

    private static List<RefusalReason> missing(List<NewPart> parts) {
        return all(
                when(parts.size() < Part.FEWEST || parts.size() > Part.MOST, RefusalReason.PARTS_OUT_OF_RANGE),
                when(parts.stream().anyMatch(part -> part.work().isEmpty()), RefusalReason.WORK_MISSING));
    }

    private static Optional<RefusalReason> needsDepartment(Resolution resolution) {
        Outcome outcome = resolution.outcome();
        return when(outcome != null && outcome.needsDepartment(), RefusalReason.OUTCOME_NEEDS_DEPARTMENT);
    }

    private static List<RefusalReason> missing(Resolution resolution) {
        return all(
                when(resolution.outcome() == null, RefusalReason.OUTCOME_MISSING),
                when(resolution.message().isEmpty(), RefusalReason.MESSAGE_MISSING),
                when(
                        resolution.outcome() == Outcome.PLANNED && resolution.plannedFor() == null,
                        RefusalReason.PLANNED_FOR_MISSING),
                when(
                        resolution.outcome() == Outcome.NOT_OURS
                                && resolution.responsible().isEmpty(),
                        RefusalReason.RESPONSIBLE_MISSING));
    }

    @SafeVarargs
    private static List<RefusalReason> all(Optional<RefusalReason>... objections) {
        return Arrays.stream(objections).flatMap(Optional::stream).toList();
    }

    /** Whether a date is promised that can't be kept; {@code today} where the territory is. */
    static Optional<RefusalReason> untimely(CaseCommand command, LocalDate today) {
        LocalDate plannedFor =
                command instanceof Resolve resolve && resolve.resolution().outcome() == Outcome.PLANNED
                        ? resolve.resolution().plannedFor()
                        : null;
        return when(
                plannedFor != null
                        && (plannedFor.isBefore(today) || plannedFor.isAfter(today.plusYears(FARTHEST_PLAN))),
                RefusalReason.PLANNED_FOR_OUT_OF_RANGE);
    }

    private static Optional<RefusalReason> unknownDepartment(
            Case current, CaseCommand command, Set<String> departments) {
        return switch (command) {
            case Transfer transfer ->
                when(!departments.contains(transfer.toDepartment()), RefusalReason.DEPARTMENT_UNKNOWN);
            case Assign assign -> when(!departments.contains(assign.department()), RefusalReason.DEPARTMENT_UNKNOWN);
            case Split split -> unknownDepartment(split.parts(), departments);
            case SplitInTriage split -> unknownDepartment(split.parts(), departments);
            case DepartmentCommand _, CitizenFact _, MergeInTriage _, ResolveInTriage _ -> Optional.empty();
        };
    }

    private static Optional<RefusalReason> unknownDepartment(List<NewPart> parts, Set<String> departments) {
        return when(
                !parts.stream().allMatch(part -> departments.contains(part.department())),
                RefusalReason.PART_DEPARTMENT_UNKNOWN);
    }

    private static Optional<RefusalReason> tooLong(Case current, CaseCommand command, Set<String> departments) {
        return when(texts(command).stream().anyMatch(Text::isTooLong), RefusalReason.TEXT_TOO_LONG);
    }

    private static Optional<RefusalReason> unusable(Case current, CaseCommand command, Set<String> departments) {
        return when(texts(command).stream().anyMatch(Text::isUnusable), RefusalReason.TEXT_UNUSABLE);
    }

    /** What in the command an objection is about; empty for the command as a whole. */
    static String fieldOf(RefusalReason reason, CaseCommand command) {
        return switch (reason) {
            case TEXT_TOO_LONG -> firstField(command, Text::isTooLong);
            case TEXT_UNUSABLE -> firstField(command, Text::isUnusable);
            case DEPARTMENT_UNKNOWN -> command instanceof Transfer ? "toDepartment" : reason.field();
            default -> reason.field();
        };
    }

    private static String firstField(CaseCommand command, Predicate<Text> wrong) {
        return texts(command).stream()
                .filter(wrong)
                .map(Text::field)
                .findFirst()
                .orElse("");
    }

    /** All that whoever commands wrote freely. */
    private static List<Text> texts(CaseCommand command) {
        return switch (command) {
            case Acknowledge acknowledge -> List.of(new Text("message", acknowledge.message()));
            case Ask ask -> List.of(new Text("question", ask.question().text()));
            case ReportProgress progress -> List.of(new Text("message", progress.message()));
            case Decline decline ->
                List.of(
                        new Text("reason", decline.reason()),
                        new Text("proposedDepartment", Words.of(decline.proposedDepartment())));
            case Transfer transfer -> List.of(new Text("reason", transfer.reason()));
            case Resolve resolve -> texts(resolve.resolution());
            case ResolveInTriage resolve -> texts(resolve.resolution());
            case Assign assign -> List.of(new Text("reason", assign.reason()));
            case Split split -> texts(split.parts());
            case SplitInTriage split -> texts(split.parts());
            case CitizenFact _, Merge _, MergeInTriage _ -> List.of();
        };
    }

    private static List<Text> texts(Resolution resolution) {
        return List.of(new Text("message", resolution.message()), new Text("responsible", resolution.responsible()));
    }

    private static List<Text> texts(List<NewPart> parts) {
        return parts.stream().map(part -> new Text("parts", part.work())).toList();
    }

    private record Text(String field, Words words) {

        boolean isTooLong() {
            return words.text().length() > LONGEST_TEXT;
        }

        boolean isUnusable() {
            return Policies.isUnusable(words.text());
        }
    }

    /** No control characters but those of a typed text, no half of a surrogate pair: neither can be stored. */
    private static boolean isUnusable(String text) {
        return text.codePoints()
                .anyMatch(character -> (character < ' ' && character != '\n' && character != '\r' && character != '\t')
                        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE));
    }

    private static Optional<RefusalReason> when(boolean objection, RefusalReason reason) {
        return objection ? Optional.of(reason) : Optional.empty();
    }
}
