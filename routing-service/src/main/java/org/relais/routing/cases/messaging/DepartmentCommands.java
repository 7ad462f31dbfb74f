package org.relais.routing.cases.messaging;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.relais.event.catalogue.Topics;
import org.relais.event.department.command.v1.AcknowledgeCase;
import org.relais.event.department.command.v1.AskRequester;
import org.relais.event.department.command.v1.DeclineCase;
import org.relais.event.department.command.v1.MergeCase;
import org.relais.event.department.command.v1.ReportProgress;
import org.relais.event.department.command.v1.ResolveCase;
import org.relais.event.department.command.v1.SplitCase;
import org.relais.event.department.command.v1.TransferCase;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.inbox.EventHandler;
import org.relais.platform.inbox.InboundEvent;
import org.relais.platform.inbox.UnacceptableEvent;
import org.relais.routing.cases.CaseCommand;
import org.relais.routing.cases.CaseCommand.Sender;
import org.relais.routing.cases.CaseFlow;
import org.relais.routing.cases.Fingerprint;
import org.relais.routing.cases.Outcome;
import org.relais.routing.cases.Question;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Reply;
import org.relais.routing.cases.Resolution;
import org.relais.routing.cases.Words;

/**
 * What departments command by Kafka. Each command is answered once: by its effect, or by a refusal on the department's own
 * topic. A record that speaks for another department than the topic's is for nobody to answer: it is quarantined.
 */
final class DepartmentCommands implements EventHandler {

    static final Set<Class<?>> TYPES = Set.of(
            AcknowledgeCase.class,
            AskRequester.class,
            ReportProgress.class,
            DeclineCase.class,
            TransferCase.class,
            ResolveCase.class,
            SplitCase.class,
            MergeCase.class);

    private static final int LONGEST_ID = 100;

    private final CaseFlow flow;
    private final CommandRefusals refusals;
    private final Identifiers identifiers;
    private final Clock clock;

    DepartmentCommands(CaseFlow flow, CommandRefusals refusals, Identifiers identifiers, Clock clock) {
        this.flow = flow;
        this.refusals = refusals;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** What every command says, whatever it wants. */
    private record Command(
            String commandId,
            String caseId,
            String department,
            @Nullable Instant decidedAt,
            CaseCommand.DepartmentCommand wanted) {}

    @Override
    public void handle(InboundEvent inbound) {
        Command command = read(inbound.event());
        if (!command.department().equals(Topics.departmentOf(inbound.topic()))) {
            throw new UnacceptableEvent("department_mismatch");
        }
        if (command.commandId().isBlank() || !isSayable(command.commandId())) {
            throw new UnacceptableEvent("command_id_invalid");
        }
        if (command.caseId().isBlank() && !isId(inbound.requestId())) {
            throw new UnacceptableEvent("case_id_missing");
        }
        if (!isSayable(command.caseId())) {
            throw new UnacceptableEvent("case_id_invalid");
        }

        Instant now = clock.instant();
        Reply reply = id(command.caseId())
                .map(caseId -> flow.apply(caseId, identified(command, inbound.event()), at(command, now)))
                .orElseGet(() -> new Reply.Refused(RefusalReason.CASE_NOT_FOUND, null, false));

        if (reply instanceof Reply.Refused refused && !refused.repeated()) {
            refusals.announce(
                    new CommandRefusals.Refused(
                            inbound.type(),
                            command.commandId(),
                            command.caseId(),
                            command.department(),
                            inbound.requestId()),
                    refused,
                    now);
        }
    }

    private Command read(SpecificRecord event) {
        return switch (event) {
            case AcknowledgeCase c ->
                new Command(
                        c.getCommandId(),
                        c.getCaseId(),
                        c.getDepartment(),
                        c.getOccurredAt(),
                        new CaseCommand.Acknowledge(
                                sender(c.getDepartment(), c.getExpectedVersion()), Words.of(c.getMessage())));
            case AskRequester c ->
                new Command(
                        c.getCommandId(),
                        c.getCaseId(),
                        c.getDepartment(),
                        c.getOccurredAt(),
                        new CaseCommand.Ask(
                                sender(c.getDepartment(), c.getExpectedVersion()),
                                new Question(identifiers.next(), Words.of(c.getQuestion()))));
            case ReportProgress c ->
                new Command(
                        c.getCommandId(),
                        c.getCaseId(),
                        c.getDepartment(),
                        c.getOccurredAt(),
                        new CaseCommand.ReportProgress(
                                sender(c.getDepartment(), c.getExpectedVersion()), Words.of(c.getMessage())));
            case DeclineCase c ->
                new Command(
                        c.getCommandId(),
                        c.getCaseId(),
                        c.getDepartment(),
                        c.getOccurredAt(),
                        new CaseCommand.Decline(
                                sender(c.getDepartment(), c.getExpectedVersion()),
                                Words.of(c.getReason()),
                                Words.of(c.getProposedDepartment()).orNull()));
            case TransferCase c ->
                new Command(
                        c.getCommandId(),
                        c.getCaseId(),
                        c.getDepartment(),
                        c.getOccurredAt(),
                        new CaseCommand.Transfer(
                                sender(c.getDepartment(), c.getExpectedVersion()),
                                c.getToDepartment(),
                                Words.of(c.getReason())));
            case ResolveCase c ->
                new Command(
                        c.getCommandId(),
                        c.getCaseId(),
                        c.getDepartment(),
                        c.getOccurredAt(),
                        new CaseCommand.Resolve(
                                sender(c.getDepartment(), c.getExpectedVersion()),
                                new Resolution(
                                        outcome(c.getOutcome()),
                                        Words.of(c.getMessage()),
                                        c.getPlannedFor(),
                                        Words.of(c.getResponsible()))));
            case SplitCase c ->
                new Command(
                        c.getCommandId(),
                        c.getCaseId(),
                        c.getDepartment(),
                        c.getOccurredAt(),
                        new CaseCommand.Split(
                                sender(c.getDepartment(), c.getExpectedVersion()),
                                c.getParts().stream()
                                        .map(part -> new CaseCommand.NewPart(
                                                identifiers.next(), part.getDepartment(), Words.of(part.getWork())))
                                        .toList()));
            case MergeCase c ->
                new Command(
                        c.getCommandId(),
                        c.getCaseId(),
                        c.getDepartment(),
                        c.getOccurredAt(),
                        new CaseCommand.Merge(
                                sender(c.getDepartment(), c.getExpectedVersion()),
                                id(c.getIntoCaseId()).orElse(null),
                                null));
            default -> throw new UnacceptableEvent("not_a_command");
        };
    }

    private static Sender sender(String department, @Nullable Long expectedVersion) {
        return new Sender(department, expectedVersion);
    }

    private static @Nullable Outcome outcome(org.relais.event.common.v1.Outcome outcome) {
        return Outcome.named(outcome.name().toLowerCase(Locale.ROOT)).orElse(null);
    }

    /** Whether an answer can name it. */
    private static boolean isSayable(String id) {
        return id.length() <= LONGEST_ID && id.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isId(String text) {
        return id(text).isPresent();
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static CaseFlow.Identified identified(Command command, SpecificRecord event) {
        return new CaseFlow.Identified(
                command.commandId(), Fingerprint.of(event.getSchema().getName(), event), command.wanted());
    }

    /** When the department decided, as it says; never in the future. */
    private static Instant at(Command command, Instant now) {
        Instant decidedAt = command.decidedAt();
        return decidedAt == null || decidedAt.isAfter(now) ? now : decidedAt;
    }
}
