package org.relais.intake.filing.messaging;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.Location;
import org.relais.event.common.v1.RequesterKind;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.intake.filing.Answer;
import org.relais.intake.filing.Filing;
import org.relais.intake.filing.Place;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.outbox.PreparedEvent;
import org.springframework.stereotype.Component;

/** Says that a request was filed. */
@Component
public class SubmittedEvents {

    private static final long FIRST = 1;

    private final Outbox outbox;

    SubmittedEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The announcement as it will stand in Kafka; needs no transaction. */
    public PreparedEvent prepare(Filing filing) {
        return outbox.prepare(Topics.INTAKE_SERVICE_REQUESTS, recordOf(filing));
    }

    static ServiceRequestSubmitted recordOf(Filing filing) {
        Filing.Words published = filing.published();
        return ServiceRequestSubmitted.newBuilder()
                .setEventId(filing.eventId().toString())
                .setRequestId(filing.requestId().toString())
                .setJurisdictionId(filing.jurisdictionId())
                .setSequence(FIRST)
                .setOccurredAt(filing.submittedAt())
                .setTrackingCode(filing.trackingCode().toString())
                .setServiceCode(filing.serviceCode())
                .setChannel(Channel.valueOf(filing.channel()))
                .setDescription(published.description())
                .setLocation(location(published.place()))
                .setAnswers(answers(published.answers()))
                .setAttachments(
                        filing.attachments().stream().map(UUID::toString).toList())
                .setRequesterId(filing.requesterId().toString())
                .setLanguage(filing.language())
                .setContactable(filing.contactable())
                .setRequestedAt(filing.requestedAt())
                .setRequester(RequesterKind.valueOf(filing.requester().name()))
                .setFlags(filing.flags())
                .build();
    }

    private static @Nullable Location location(@Nullable Place place) {
        if (place == null) {
            return null;
        }
        Double latitude = place.latitude();
        Double longitude = place.longitude();
        return Location.newBuilder()
                .setLatitude(latitude == null ? 0 : latitude)
                .setLongitude(longitude == null ? 0 : longitude)
                .setAddress(place.address())
                .build();
    }

    private static List<org.relais.event.common.v1.Answer> answers(List<Answer> answers) {
        return answers.stream()
                .map(answer -> org.relais.event.common.v1.Answer.newBuilder()
                        .setCode(answer.code())
                        .setValues(answer.values())
                        .build())
                .toList();
    }
}
