package org.relais.routing.cases.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.event.catalogue.Topics;
import org.relais.event.routing.v1.CitizenActionRefused;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.outbox.Sequences;
import org.relais.platform.telemetry.LogKeys;
import org.relais.routing.cases.Announcements;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseEvent;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.Effect;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what happened into the outbox: everybody's topic, and the topics of the departments concerned. */
final class OutboxAnnouncements implements Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxAnnouncements.class);

    private final Outbox outbox;
    private final Sequences sequences;
    private final Identifiers identifiers;
    private final DepartmentNews departmentNews;
    private final MeterRegistry meters;

    OutboxAnnouncements(
            Outbox outbox,
            Sequences sequences,
            Identifiers identifiers,
            DepartmentNews departmentNews,
            MeterRegistry meters) {
        this.outbox = outbox;
        this.sequences = sequences;
        this.identifiers = identifiers;
        this.departmentNews = departmentNews;
        this.meters = meters;
    }

    @Override
    public void happened(
            CaseFile after, @Nullable Case before, Effect.Applied applied, @Nullable String commandId, Instant at) {
        List<DepartmentNews.News> news = new ArrayList<>();
        for (Effect.Step step : applied.steps()) {
            count(step.event());
            if (PublicEvents.isPublic(step.event())) {
                long sequence = sequence(step, before == null);
                news.add(new DepartmentNews.News(
                        Topics.ROUTING_SERVICE_REQUESTS,
                        PublicEvents.of(after, step, identifiers.next().toString(), sequence, at)));
            }
        }
        departmentNews.tell(news, after, before, applied, commandId, at);
        append(news);
    }

    @Override
    public void citizenActionRefused(CaseFile file, String eventId, String type, RefusalReason reason, Instant at) {
        String requestId = file.current().requestId().toString();
        outbox.append(
                Topics.ROUTING_SERVICE_REQUESTS,
                new CitizenActionRefused(
                        identifiers.next().toString(),
                        requestId,
                        file.request().jurisdictionId(),
                        sequences.nextAfterFirst(Topics.ROUTING_SERVICE_REQUESTS, requestId),
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
        List<DepartmentNews.News> news = new ArrayList<>();
        departmentNews.tell(news, file, change, text, at);
        append(news);
    }

    /** A request's first event here is always that of its new case, so that one is 1 without a draw. */
    private long sequence(Effect.Step step, boolean opening) {
        return opening
                ? 1
                : sequences.nextAfterFirst(
                        Topics.ROUTING_SERVICE_REQUESTS,
                        step.after().requestId().toString());
    }

    private void append(List<DepartmentNews.News> news) {
        outbox.append(news.stream()
                .map(item -> outbox.prepare(item.topic(), item.event()))
                .toList());
    }

    private void count(CaseEvent event) {
        switch (event) {
            case CaseEvent.ServiceRequestRouted routed ->
                count("routed", routed.reason().code());
            case CaseEvent.RoutingDeferred deferred ->
                count("deferred", deferred.reason().code());
            case CaseEvent.CaseTransferred transferred ->
                count("transferred", transferred.reason().code());
            case CaseEvent.DeadlineNear _ -> countDeadline("near");
            case CaseEvent.DeadlineMissed _ -> countDeadline("missed");
            case CaseEvent.CaseEscalated escalated ->
                countDeadline("escalated_" + escalated.to().word());
            default -> {}
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
