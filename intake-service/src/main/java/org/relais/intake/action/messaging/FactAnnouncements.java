package org.relais.intake.action.messaging;

import org.relais.event.catalogue.Topics;
import org.relais.intake.action.Erasure;
import org.relais.intake.action.Fact;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.outbox.Sequences;
import org.springframework.stereotype.Component;

/** Tells what citizens did, numbered behind the filing's event. To be called inside the transaction that stores it. */
@Component
public class FactAnnouncements {

    private final Outbox outbox;
    private final Sequences sequences;

    FactAnnouncements(Outbox outbox, Sequences sequences) {
        this.outbox = outbox;
        this.sequences = sequences;
    }

    public void announce(Fact fact) {
        long sequence = next(fact.requestId().toString());
        outbox.append(Topics.INTAKE_SERVICE_REQUESTS, FactEvents.of(fact, sequence));
    }

    /** What was published is replaced first; then the person is gone. */
    public void announce(Erasure erasure) {
        String requestId = erasure.requestId().toString();
        for (Erasure.Redaction redaction : erasure.redactions()) {
            outbox.append(Topics.INTAKE_SERVICE_REQUESTS, FactEvents.redacted(erasure, redaction, next(requestId)));
        }
        outbox.append(Topics.INTAKE_SERVICE_REQUESTS, FactEvents.erased(erasure, next(requestId)));
    }

    private long next(String requestId) {
        return sequences.nextAfterFirst(Topics.INTAKE_SERVICE_REQUESTS, requestId);
    }
}
