package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.CaseEscalated;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CaseEscalatedConsumptionTest {

    @Test
    void learnsWhoseAttentionItWasRaisedTo() {
        // Given
        InboundEvent toTheLead = newest("deadline_missed", "lead");

        // When
        var happening = Told.byRouting(toTheLead);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Escalated(
                        Told.cause("CaseEscalated"),
                        STATUS,
                        "01930000-0000-7000-8000-000000000002",
                        "voirie",
                        Happening.Attention.LEAD));
    }

    @Test
    void learnsThatItWaitsTooLongInTriage() {
        // Given
        InboundEvent overdue = newest("triage_overdue", "operator");

        // When
        var happening = Told.byRouting(overdue);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.TriageOverdue(
                        Told.cause("CaseEscalated"), STATUS, "01930000-0000-7000-8000-000000000002"));
    }

    private static InboundEvent newest(String reason, String to) {
        InboundEvent newest = ReleasedVersionsOf.Payloads.newest(CaseEscalated.class);
        return new InboundEvent(
                newest.type(),
                newest.eventId(),
                newest.requestId(),
                newest.sequence(),
                newest.occurredAt(),
                CaseEscalated.newBuilder((CaseEscalated) newest.event())
                        .setReason(reason)
                        .setTo(to)
                        .build(),
                newest.topic(),
                newest.partition(),
                newest.offset());
    }

    @ReleasedVersionsOf(CaseEscalated.class)
    void learnsTheStatusAloneWhereItWasRaisedToNobodyKnown(InboundEvent escalated) {
        // When
        var happening = Told.byRouting(escalated);

        // Then
        assertThat(happening).isEqualTo(new Happening.StatusChanged(Told.cause("CaseEscalated"), STATUS));
    }
}
