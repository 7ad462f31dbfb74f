package org.relais.routing.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
            case Ask ask -> when(ask.question().text().isEmpty(), RefusalReason.QUESTION_MISSING);
            case ReportProgress progress -> when(progress.message().isEmpty(), RefusalReason.MESSAGE_MISSING);
            case Decline decline -> when(decline.reason().isEmpty(), RefusalReason.REASON_MISSING);
            case Transfer transfer -> when(transfer.reason().isEmpty(), RefusalReason.REASON_MISSING);
            case Resolve resolve -> incomplete(resolve.resolution());
            case Merge merge -> when(merge.into() == null, RefusalReason.MERGE_TARGET_UNKNOWN);
            case MergeInTriage merge -> when(merge.into() == null, RefusalReason.MERGE_TARGET_UNKNOWN);
            case Split split -> incomplete(split.parts());
            case SplitInTriage split -> incomplete(split.parts());
            case ResolveInTriage resolve ->
                needsDepartment(resolve.resolution()).or(() -> incomplete(resolve.resolution()));
            case Acknowledge _, CitizenFact _, Assign _ -> Optional.empty();
        };
    }

    private static Optional<RefusalReason> incomplete(List<NewPart> parts) {
        return when(parts.size() < Part.FEWEST || parts.size() > Part.MOST, RefusalReason.PARTS_OUT_OF_RANGE)
                .or(() -> when(parts.stream().anyMatch(part -> part.work().isEmpty()), RefusalReason.WORK_MISSING));
    }

    private static Optional<RefusalReason> needsDepartment(Resolution resolution) {
        Outcome outcome = resolution.outcome();
        return when(outcome != null && outcome.needsDepartment(), RefusalReason.OUTCOME_NEEDS_DEPARTMENT);
    }

    private static Optional<RefusalReason> incomplete(Resolution resolution) {
        return when(resolution.outcome() == null, RefusalReason.OUTCOME_MISSING)
                .or(() -> when(resolution.message().isEmpty(), RefusalReason.MESSAGE_MISSING))
                .or(() -> when(
                        resolution.outcome() == Outcome.PLANNED && resolution.plannedFor() == null,
                        RefusalReason.PLANNED_FOR_MISSING))
                .or(() -> when(
                        resolution.outcome() == Outcome.NOT_OURS
                                && resolution.responsible().isEmpty(),
                        RefusalReason.RESPONSIBLE_MISSING));
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
        return when(
                texts(command).stream().anyMatch(text -> text.length() > LONGEST_TEXT), RefusalReason.TEXT_TOO_LONG);
    }

    private static Optional<RefusalReason> unusable(Case current, CaseCommand command, Set<String> departments) {
        return when(texts(command).stream().anyMatch(Policies::isUnusable), RefusalReason.TEXT_UNUSABLE);
    }

    /** All that whoever commands wrote freely. */
    private static List<String> texts(CaseCommand command) {
        return switch (command) {
            case Acknowledge acknowledge -> List.of(acknowledge.message().text());
            case Ask ask -> List.of(ask.question().text().text());
            case ReportProgress progress -> List.of(progress.message().text());
            case Decline decline ->
                List.of(decline.reason().text(), Objects.requireNonNullElse(decline.proposedDepartment(), ""));
            case Transfer transfer -> List.of(transfer.reason().text());
            case Resolve resolve -> texts(resolve.resolution());
            case ResolveInTriage resolve -> texts(resolve.resolution());
            case Assign assign -> List.of(assign.reason().text());
            case Split split -> texts(split.parts());
            case SplitInTriage split -> texts(split.parts());
            case CitizenFact _, Merge _, MergeInTriage _ -> List.of();
        };
    }

    private static List<String> texts(Resolution resolution) {
        return List.of(resolution.message().text(), resolution.responsible().text());
    }

    private static List<String> texts(List<NewPart> parts) {
        return parts.stream().map(part -> part.work().text()).toList();
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
