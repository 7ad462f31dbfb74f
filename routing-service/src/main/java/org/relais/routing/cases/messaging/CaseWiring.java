package org.relais.routing.cases.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.Objects;
import org.relais.event.catalogue.Topics;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.inbox.InboxSubscription;
import org.relais.platform.outbox.Outbox;
import org.relais.routing.cases.Announcements;
import org.relais.routing.cases.CaseFlow;
import org.relais.routing.cases.CaseLists;
import org.relais.routing.cases.CaseViews;
import org.relais.routing.cases.Cases;
import org.relais.routing.cases.CommandLog;
import org.relais.routing.cases.DecisionJournal;
import org.relais.routing.cases.RecurringPlaces;
import org.relais.routing.cases.RequestRouting;
import org.relais.routing.cases.Standings;
import org.relais.routing.cases.Timers;
import org.relais.routing.territory.Territories;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the case's parts together, and says which topics feed them. */
@Configuration(proxyBeanMethods = false)
class CaseWiring {

    @Bean
    Announcements announcements(
            Outbox outbox,
            Identifiers identifiers,
            Territories territories,
            DecisionJournal journal,
            RecurringPlaces places,
            MeterRegistry meters) {
        Announcements events = new OutboxAnnouncements(
                outbox, identifiers, new DepartmentNews(outbox, identifiers, territories, places), meters);
        return new PlacedAnnouncements(new JournaledAnnouncements(events, journal), places, territories);
    }

    @Bean
    CaseFlow caseFlow(
            Cases cases,
            CommandLog commandLog,
            RequestRouting routing,
            Standings standings,
            Territories territories,
            Announcements announcements,
            Timers timers,
            MeterRegistry meters) {
        Timer timer = Timer.builder("relais.routing.decision")
                .description("Time to decide who is responsible")
                .register(meters);
        return new CaseFlow(
                cases,
                commandLog,
                (requestId, facts, changes) ->
                        Objects.requireNonNull(timer.record(() -> routing.routeAnew(requestId, facts, changes))),
                standings,
                territories,
                announcements,
                timers);
    }

    @Bean
    CaseViews caseViews(Territories territories, RecurringPlaces places, CaseLists lists, Clock clock) {
        return new CaseViews(territories, places, lists, clock::instant);
    }

    @Bean
    InboxSubscription intakeFacts(CaseFlow flow, Clock clock) {
        return new InboxSubscription.Numbered(Topics.INTAKE_SERVICE_REQUESTS, new IntakeFacts(flow, clock));
    }

    @Bean
    InboxSubscription departmentCommands(
            CaseFlow flow,
            Outbox outbox,
            Identifiers identifiers,
            Territories territories,
            @Qualifier("problemMessages") MessageSource messages,
            Clock clock) {
        return new InboxSubscription.Commands(
                Topics.departmentUpdatesPattern(),
                DepartmentCommands.TYPES,
                new DepartmentCommands(
                        flow, new CommandRefusals(outbox, identifiers, territories, messages), identifiers, clock));
    }
}
