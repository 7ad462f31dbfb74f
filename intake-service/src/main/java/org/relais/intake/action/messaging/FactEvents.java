package org.relais.intake.action.messaging;

import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.relais.event.common.v1.Location;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeConfirmed;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.event.servicerequest.v1.RequestWithdrawn;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.event.servicerequest.v1.SupportAdded;
import org.relais.event.servicerequest.v1.TextRedacted;
import org.relais.intake.action.CitizenAction;
import org.relais.intake.action.Erasure;
import org.relais.intake.action.Fact;
import org.relais.intake.filing.Answer;
import org.relais.intake.filing.Place;

/** The events that tell of what citizens did. */
final class FactEvents {

    private FactEvents() {}

    static SpecificRecord of(Fact fact, long sequence) {
        return switch (fact.published()) {
            case CitizenAction.AddDetails add ->
                DetailsAdded.newBuilder()
                        .setEventId(fact.eventId().toString())
                        .setRequestId(fact.requestId().toString())
                        .setJurisdictionId(fact.jurisdictionId())
                        .setSequence(sequence)
                        .setOccurredAt(fact.at())
                        .setRequesterId(fact.requesterId().toString())
                        .setCaseVersion(fact.caseVersion())
                        .setDescription(add.words() == null ? "" : add.words())
                        .setAnswers(answers(add.answers()))
                        .setAttachments(
                                add.attachments().stream().map(UUID::toString).toList())
                        .setQuestionId(add.questionId())
                        .setServiceCode(add.serviceCode())
                        .setLocation(location(add.place()))
                        .build();
            case CitizenAction.Withdraw withdraw ->
                RequestWithdrawn.newBuilder()
                        .setEventId(fact.eventId().toString())
                        .setRequestId(fact.requestId().toString())
                        .setJurisdictionId(fact.jurisdictionId())
                        .setSequence(sequence)
                        .setOccurredAt(fact.at())
                        .setRequesterId(fact.requesterId().toString())
                        .setCaseVersion(fact.caseVersion())
                        .setReason(withdraw.words())
                        .build();
            case CitizenAction.Confirm confirm ->
                OutcomeConfirmed.newBuilder()
                        .setEventId(fact.eventId().toString())
                        .setRequestId(fact.requestId().toString())
                        .setJurisdictionId(fact.jurisdictionId())
                        .setSequence(sequence)
                        .setOccurredAt(fact.at())
                        .setRequesterId(fact.requesterId().toString())
                        .setCaseVersion(fact.caseVersion())
                        .setSatisfaction(confirm.satisfaction())
                        .setComment(confirm.words())
                        .build();
            case CitizenAction.Contest contest ->
                OutcomeContested.newBuilder()
                        .setEventId(fact.eventId().toString())
                        .setRequestId(fact.requestId().toString())
                        .setJurisdictionId(fact.jurisdictionId())
                        .setSequence(sequence)
                        .setOccurredAt(fact.at())
                        .setRequesterId(fact.requesterId().toString())
                        .setCaseVersion(fact.caseVersion())
                        .setReason(contest.words())
                        .build();
            case CitizenAction.Join join ->
                SupportAdded.newBuilder()
                        .setEventId(fact.eventId().toString())
                        .setRequestId(fact.requestId().toString())
                        .setJurisdictionId(fact.jurisdictionId())
                        .setSequence(sequence)
                        .setOccurredAt(fact.at())
                        .setRequesterId(fact.requesterId().toString())
                        .setLanguage(join.language())
                        .setComment(join.words())
                        .setContactable(join.contactable())
                        .build();
        };
    }

    static SpecificRecord erased(Erasure erasure, long sequence) {
        return RequesterErased.newBuilder()
                .setEventId(erasure.eventId().toString())
                .setRequestId(erasure.requestId().toString())
                .setJurisdictionId(erasure.jurisdictionId())
                .setSequence(sequence)
                .setOccurredAt(erasure.at())
                .setRequesterId(erasure.requesterId().toString())
                .build();
    }

    static SpecificRecord redacted(Erasure erasure, Erasure.Redaction redaction, long sequence) {
        return TextRedacted.newBuilder()
                .setEventId(redaction.eventId().toString())
                .setRequestId(erasure.requestId().toString())
                .setJurisdictionId(erasure.jurisdictionId())
                .setSequence(sequence)
                .setOccurredAt(erasure.at())
                .setRedactedEventId(redaction.text().eventId().toString())
                .setField(redaction.text().field())
                .setReplacement(redaction.replacement())
                .setReason("requester_erased")
                .build();
    }

    private static @Nullable Location location(@Nullable Place place) {
        if (place == null) {
            return null;
        }
        Double latitude = place.latitude();
        Double longitude = place.longitude();
        return latitude == null || longitude == null
                ? null
                : Location.newBuilder()
                        .setLatitude(latitude)
                        .setLongitude(longitude)
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
