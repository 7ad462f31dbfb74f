package org.relais.routing.cases.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.relais.event.catalogue.Topics;
import org.relais.event.routing.v1.CitizenActionRefused;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.identifier.NamedIdentifiers;
import org.relais.platform.outbox.Numbering;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.telemetry.LogKeys;
import org.relais.routing.cases.Announcements;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseEvent;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.Effect;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Status;
import org.relais.routing.cases.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what happened into the outbox: everybody's topic, and the topics of the departments concerned. */
final class OutboxAnnouncements implements Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxAnnouncements.class);

    private final Outbox outbox;
    private final Identifiers identifiers;
    private final DepartmentNews departmentNews;
    private final MeterRegistry meters;

    OutboxAnnouncements(Outbox outbox, Identifiers identifiers, DepartmentNews departmentNews, MeterRegistry meters) {
        this.outbox = outbox;
        this.identifiers = identifiers;
        this.departmentNews = departmentNews;
        this.meters = meters;
    }

    @Override
    public void happened(
            CaseFile after,
            @Nullable Case before,
            Effect.Applied applied,
            Status ofTheRequest,
            @Nullable String commandId,
            Instant at) {
        for (Effect.Step step : applied.steps()) {
            count(step);
            if (PublicEvents.isPublic(step)) {
                boolean opening = before == null && !step.after().isPart();
                String eventId = (opening ? openedBy(step.after().requestId()) : identifiers.next()).toString();
                String status =
                        (step.after().isPart() ? ofTheRequest : step.after().status()).word();
                publish(step, opening, sequence -> PublicEvents.of(after, step, status, eventId, sequence, at));
            }
        }
        departmentNews.tell(after, before, applied, commandId, at);
    }

    /** Where a restored database opens a case anew, it says so by the same event, which readers know. */
    private static UUID openedBy(UUID requestId) {
        return NamedIdentifiers.of("case-opened", requestId.toString());
    }

    /** A request's first event here is always that of its new case, so that one is 1 without a draw. */
    private void publish(Effect.Step step, boolean opening, LongFunction<SpecificRecord> numbered) {
        if (opening) {
            outbox.append(Topics.ROUTING_SERVICE_REQUESTS, numbered.apply(1));
        } else {
            outbox.append(
                    Topics.ROUTING_SERVICE_REQUESTS,
                    step.after().requestId().toString(),
                    Numbering.BEHIND_FIRST,
                    numbered);
        }
    }

    @Override
    public void citizenActionRefused(CaseFile file, String eventId, String type, RefusalReason reason, Instant at) {
        String requestId = file.current().requestId().toString();
        String id = identifiers.next().toString();
        outbox.append(
                Topics.ROUTING_SERVICE_REQUESTS,
                requestId,
                Numbering.BEHIND_FIRST,
                sequence -> new CitizenActionRefused(
                        id,
                        requestId,
                        file.request().jurisdictionId(),
                        sequence,
                        at,
                        file.id().toString(),
                        file.current().version(),
                        file.current().status().word(),
                        eventId,
                        type,
                        reason.code()));
        LOG.atInfo()
                .addKeyValue(LogKeys.REQUEST_ID, requestId)
                .addKeyValue(LogKeys.EVENT_ID, eventId)
                .addKeyValue(LogKeys.OUTCOME, "refused")
                .addKeyValue(LogKeys.REASON, reason.code())
                .log("Citizen's action refused");
    }

    @Override
    public void changed(CaseFile file, String change, Words text, Instant at) {
        departmentNews.tell(file, change, text, at);
    }

    private void count(Effect.Step step) {
        switch (step.event()) {
            case CaseEvent.ServiceRequestRouted routed ->
                count("routed", routed.reason().code());
            case CaseEvent.RoutingDeferred deferred ->
                count("deferred", deferred.reason().code());
            case CaseEvent.CaseTransferred transferred ->
                count("transferred", transferred.reason().code());
            case CaseEvent.DeadlineNear _ -> countDeadline("near");
            case CaseEvent.DeadlineMissed _ -> {
                // One date is missed once, however many cases follow the one that has it.
                if (step.after().mergedInto() == null) {
                    countDeadline("missed");
                }
            }
            case CaseEvent.CaseEscalated escalated ->
                countDeadline(
                        escalated.because() == CaseEvent.Alarm.TRIAGE_OVERDUE
                                ? escalated.because().word()
                                : "escalated_" + escalated.to().word());
            case CaseEvent.CaseAcknowledged _,
                    CaseEvent.InformationRequested _,
                    CaseEvent.InformationReceived _,
                    CaseEvent.ResponsibilityDeclined _,
                    CaseEvent.ProgressReported _,
                    CaseEvent.CaseResolved _,
                    CaseEvent.CaseConfirmed _,
                    CaseEvent.CaseContested _,
                    CaseEvent.CaseReopened _,
                    CaseEvent.CaseWithdrawn _,
                    CaseEvent.CasesMerged _,
                    CaseEvent.CaseSeparated _,
                    CaseEvent.CaseSplit _,
                    CaseEvent.PartsChanged _,
                    CaseEvent.DeadlineSet _,
                    CaseEvent.SupportAdded _ -> {}
        }
    }

    private void countDeadline(String what) {
        meters.counter("relais.routing.deadline.events", "event", what).increment();
    }

    private void count(String outcome, String reason) {
        meters.counter("relais.routing.requests", LogKeys.OUTCOME, outcome, LogKeys.REASON, reason)
                .increment();
    }
}
