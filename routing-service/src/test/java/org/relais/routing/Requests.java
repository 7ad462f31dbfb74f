package org.relais.routing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.Location;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.event.servicerequest.v1.RequestWithdrawn;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;

/** Requests as intake tells of them. */
public final class Requests {

    private Requests() {}

    public static String newId() {
        return UUID.randomUUID().toString();
    }

    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    public static ServiceRequestSubmitted aPothole(String requestId) {
        return ofService("pothole", requestId);
    }

    public static ServiceRequestSubmitted ofService(String serviceCode, String requestId) {
        return ServiceRequestSubmitted.newBuilder()
                .setEventId(newId())
                .setRequestId(requestId)
                .setJurisdictionId(RunningService.TERRITORY)
                .setSequence(1)
                .setOccurredAt(now())
                .setTrackingCode("K7QF-29MD")
                .setServiceCode(serviceCode)
                .setChannel(Channel.WEB)
                .setDescription("Un trou devant le 3")
                .setLocation(new Location(48.85, 2.35, "3 rue du Pont"))
                .setAnswers(List.of())
                .setAttachments(List.of())
                .setRequesterId(newId())
                .setLanguage("fr")
                .setContactable(true)
                .build();
    }

    public static OutcomeContested contested(String requestId, long sequence) {
        return OutcomeContested.newBuilder()
                .setEventId(newId())
                .setRequestId(requestId)
                .setJurisdictionId(RunningService.TERRITORY)
                .setSequence(sequence)
                .setOccurredAt(now())
                .setRequesterId(newId())
                .setReason("Ce n’est pas fait")
                .build();
    }

    public static RequestWithdrawn withdrawn(String requestId, long sequence) {
        return RequestWithdrawn.newBuilder()
                .setEventId(newId())
                .setRequestId(requestId)
                .setJurisdictionId(RunningService.TERRITORY)
                .setSequence(sequence)
                .setOccurredAt(now())
                .setRequesterId(newId())
                .build();
    }
}
