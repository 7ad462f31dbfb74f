package org.relais.routing.cases.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.relais.event.catalogue.Topics;
import org.relais.event.department.v1.CaseAssigned;
import org.relais.event.department.v1.CaseChanged;
import org.relais.event.department.v1.CaseUnassigned;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.outbox.Numbering;
import org.relais.platform.outbox.Outbox;
import org.relais.routing.cases.Answer;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseEvent;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.Effect;
import org.relais.routing.cases.FiledRequest;
import org.relais.routing.cases.RecurringPlaces;
import org.relais.routing.cases.RecurringPlaces.Recurrence;
import org.relais.routing.cases.Words;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.Territories;

/**
 * What the departments that take part by Kafka are told: the one that gets a case all of it, the one that has it each change,
 * the one that loses it that it did. Who gets and who loses follows from who has the case before and after each step.
 */
final class DepartmentNews {

    private final Outbox outbox;
    private final Identifiers identifiers;
    private final Territories territories;
    private final RecurrencesTold recurrences;

    DepartmentNews(Outbox outbox, Identifiers identifiers, Territories territories, RecurringPlaces places) {
        this.outbox = outbox;
        this.identifiers = identifiers;
        this.territories = territories;
        this.recurrences = new RecurrencesTold(places);
    }

    /** Tells of one decision. */
    void tell(CaseFile file, @Nullable Case before, Effect.Applied applied, @Nullable String commandId, Instant at) {
        String first = before == null ? null : before.department();
        String holder = first;
        long lastVersion = applied.after().version();
        for (Effect.Step step : applied.steps()) {
            String next = step.after().department();
            boolean last = step.after().version() == lastVersion;
            if (Objects.equals(holder, next)) {
                if (next != null && takesPart(file, next)) {
                    boolean answered = last && next.equals(first);
                    changed(file, step, next, answered ? commandId : null, at);
                }
            } else {
                if (holder != null && takesPart(file, holder)) {
                    unassigned(file, step, holder, applied.after().department(), commandId, at);
                }
                if (next != null && takesPart(file, next)) {
                    assigned(file, step, next, first, at);
                }
            }
            holder = next;
        }
    }

    /** Tells of a change that is no event of the case's life. */
    void tell(CaseFile file, String change, Words text, Instant at) {
        String department = file.current().department();
        if (department != null && takesPart(file, department)) {
            changed(file, file.current(), department, change, new Added(text, List.of(), List.of()), null, at);
        }
    }

    private boolean takesPart(CaseFile file, String department) {
        return territories
                .current(file.request().jurisdictionId())
                .flatMap(territory -> territory.department(department))
                .filter(Department::kafka)
                .isPresent();
    }

    private void assigned(CaseFile file, Effect.Step step, String department, @Nullable String previous, Instant at) {
        FiledRequest request = file.request();
        String eventId = identifiers.next().toString();
        // A part is where its request is.
        UUID placed = step.after().requestId();
        boolean maySay = !file.concernsOnePerson(territories);
        if (maySay) {
            recurrences.announce(placed);
        }
        append(department, step.after(), sequence -> {
            Recurrence recurrence = maySay ? recurrences.of(placed, at) : null;
            return new CaseAssigned(
                    eventId,
                    requestId(step.after()),
                    request.jurisdictionId(),
                    sequence,
                    at,
                    step.after().caseId().toString(),
                    step.after().version(),
                    step.after().status().word(),
                    department,
                    request.trackingCode(),
                    request.serviceCode(),
                    serviceName(request),
                    AvroCase.channel(request.channel()),
                    request.description().text(),
                    AvroCase.location(request.place()),
                    file.area(),
                    AvroCase.answers(request.answers()),
                    request.attachments(),
                    request.requesterId(),
                    request.language(),
                    AvroCase.priority(file.priority()),
                    AvroCase.reason(file.reason()),
                    request.submittedAt(),
                    step.after().journey().expectedAt(),
                    previous,
                    recurrence == null ? null : recurrence.placeId().toString(),
                    recurrence == null ? 0 : recurrence.times(),
                    recurrence == null ? null : recurrence.since(),
                    file.work().orNull());
        });
    }

    private void unassigned(
            CaseFile file,
            Effect.Step step,
            String department,
            @Nullable String newDepartment,
            @Nullable String commandId,
            Instant at) {
        String eventId = identifiers.next().toString();
        append(
                department,
                step.after(),
                sequence -> new CaseUnassigned(
                        eventId,
                        requestId(step.after()),
                        file.request().jurisdictionId(),
                        sequence,
                        at,
                        step.after().caseId().toString(),
                        step.after().version(),
                        step.after().status().word(),
                        department,
                        newDepartment,
                        file.reason().code(),
                        commandId));
    }

    private void append(String department, Case of, LongFunction<SpecificRecord> numbered) {
        outbox.append(Topics.departmentRequests(department), requestId(of), Numbering.FROM_FIRST, numbered);
    }

    /** What came with a change. */
    private record Added(Words text, List<Answer> answers, List<String> attachments) {}

    private void changed(CaseFile file, Effect.Step step, String department, @Nullable String commandId, Instant at) {
        changed(file, step.after(), department, step.event().type(), added(step.event()), commandId, at);
    }

    private void changed(
            CaseFile file,
            Case after,
            String department,
            String change,
            Added added,
            @Nullable String commandId,
            Instant at) {
        FiledRequest request = file.request();
        String eventId = identifiers.next().toString();
        append(
                department,
                after,
                sequence -> new CaseChanged(
                        eventId,
                        requestId(after),
                        request.jurisdictionId(),
                        sequence,
                        at,
                        after.caseId().toString(),
                        after.version(),
                        after.status().word(),
                        department,
                        change,
                        added.text().orNull(),
                        AvroCase.answers(added.answers()),
                        added.attachments(),
                        commandId,
                        request.serviceCode(),
                        serviceName(request),
                        AvroCase.location(request.place()),
                        file.area()));
    }

    private static Added added(CaseEvent event) {
        return switch (event) {
            case CaseEvent.InformationReceived e -> new Added(e.text(), e.answers(), e.attachments());
            case CaseEvent.SupportAdded e -> words(e.comment());
            case CaseEvent.CaseAcknowledged e -> words(e.message());
            case CaseEvent.InformationRequested e -> words(e.question().text());
            case CaseEvent.ProgressReported e -> words(e.message());
            case CaseEvent.ResponsibilityDeclined e -> words(e.reason());
            case CaseEvent.CaseTransferred e -> words(e.message());
            case CaseEvent.CaseResolved e -> words(e.resolution().message());
            case CaseEvent.CaseContested e -> words(e.reason());
            case CaseEvent.CaseReopened e -> words(e.reason());
            case CaseEvent.CaseWithdrawn e -> words(e.reason());
            case CaseEvent.CasesMerged _,
                    CaseEvent.CaseSeparated _,
                    CaseEvent.CaseSplit _,
                    CaseEvent.PartsChanged _,
                    CaseEvent.CaseConfirmed _,
                    CaseEvent.ServiceRequestRouted _,
                    CaseEvent.RoutingDeferred _,
                    CaseEvent.DeadlineSet _,
                    CaseEvent.DeadlineNear _,
                    CaseEvent.DeadlineMissed _,
                    CaseEvent.CaseEscalated _ -> words(Words.NONE);
        };
    }

    private static Added words(Words text) {
        return new Added(text, List.of(), List.of());
    }

    private Map<String, String> serviceName(FiledRequest request) {
        return territories
                .current(request.jurisdictionId())
                .flatMap(territory -> territory.service(request.serviceCode()))
                .map(Service::name)
                .orElse(Map.of());
    }

    private static String requestId(Case of) {
        return of.requestId().toString();
    }
}
