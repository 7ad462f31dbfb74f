package org.relais.intake.action.messaging;

import java.util.UUID;
import java.util.function.LongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.relais.event.catalogue.Topics;
import org.relais.intake.action.Erasure;
import org.relais.intake.action.Fact;
import org.relais.platform.outbox.Numbering;
import org.relais.platform.outbox.Outbox;
import org.springframework.stereotype.Component;

/** Tells what citizens did, numbered behind the filing's event. To be called inside the transaction that stores it. */
@Component
public class FactAnnouncements {

    private final Outbox outbox;

    FactAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    public void announce(Fact fact) {
        append(fact.requestId(), sequence -> FactEvents.of(fact, sequence));
    }

    /** What was published is replaced first; then the person is gone. */
    public void announce(Erasure erasure) {
        for (Erasure.Redaction redaction : erasure.redactions()) {
            append(erasure.requestId(), sequence -> FactEvents.redacted(erasure, redaction, sequence));
        }
        append(erasure.requestId(), sequence -> FactEvents.erased(erasure, sequence));
    }

    private void append(UUID requestId, LongFunction<SpecificRecord> numbered) {
        outbox.append(Topics.INTAKE_SERVICE_REQUESTS, requestId.toString(), Numbering.BEHIND_FIRST, numbered);
    }
}
