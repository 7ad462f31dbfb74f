package org.relais.routing.cases.messaging;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.relais.event.catalogue.Topic;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.inbox.InboundEvent;
import org.relais.platform.outbox.Numbering;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.outbox.PreparedEvent;
import org.relais.routing.ReleasedVersionsOf;
import org.relais.routing.cases.ACaseFlow;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseFlow;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.TheseTerritories;
import org.springframework.context.support.StaticMessageSource;

/** The case that golden payloads speak of, held by the department {@code voirie}, and what becomes of it. */
final class GoldenCase {

    static final Instant MOMENT = Instant.parse("2026-11-23T15:00:00Z");

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000002");
    private static final Territories NO_TERRITORIES = new TheseTerritories();

    private final ACaseFlow cases = new ACaseFlow(NO_TERRITORIES, MOMENT);
    private final List<SpecificRecord> answers = new ArrayList<>();
    private final IntakeFacts intakeFacts;
    private final DepartmentCommands departmentCommands;

    private GoldenCase() {
        CaseFlow flow = cases.flow();
        Clock clock = Clock.fixed(MOMENT, ZoneOffset.UTC);
        Identifiers identifiers = () -> new UUID(0x7000, 1);
        StaticMessageSource texts = new StaticMessageSource();
        texts.setUseCodeAsDefaultMessage(true);
        this.intakeFacts = new IntakeFacts(flow, clock);
        this.departmentCommands = new DepartmentCommands(
                flow, new CommandRefusals(new Answers(), identifiers, NO_TERRITORIES, texts), identifiers, clock);
    }

    static GoldenCase none() {
        return new GoldenCase();
    }

    /** The request was filed and routed; nothing else happened. */
    static GoldenCase routedToRoads() {
        GoldenCase golden = none();
        golden.intakeSays(ReleasedVersionsOf.Payloads.newest(ServiceRequestSubmitted.class));
        golden.cases.forget();
        return golden;
    }

    GoldenCase intakeSays(InboundEvent fact) {
        intakeFacts.handle(fact);
        return this;
    }

    GoldenCase departmentSays(InboundEvent command) {
        departmentCommands.handle(command);
        return this;
    }

    CaseFile file() {
        return cases.file(ID);
    }

    String status() {
        return file().current().status().word();
    }

    CaseFile.Entry lastEntry() {
        return file().history().getLast();
    }

    /** What the world was told: names of events, or why an act was refused. */
    List<String> told() {
        return cases.told().stream().map(ACaseFlow.Told::what).toList();
    }

    /** What departments were answered on their own topics. */
    List<SpecificRecord> answers() {
        return answers;
    }

    private final class Answers implements Outbox {

        @Override
        public PreparedEvent prepare(Topic topic, SpecificRecord event) {
            throw new UnsupportedOperationException("answers are appended one by one");
        }

        @Override
        public void append(Collection<PreparedEvent> events) {
            throw new UnsupportedOperationException("answers are appended one by one");
        }

        @Override
        public void append(
                Topic topic, String requestId, Numbering numbering, LongFunction<? extends SpecificRecord> numbered) {
            answers.add(numbered.apply(1));
        }
    }
}
