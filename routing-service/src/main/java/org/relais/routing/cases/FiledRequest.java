package org.relais.routing.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.rules.RoutingFacts;

/**
 * What a person filed, as far as it travels: contact details stay with intake.
 *
 * @param eventId intake's event that brought it
 * @param channel the way it came in, snake_case
 * @param requesterId pseudonym; empty once the person was erased
 * @param requester what kind of who asks it is, snake_case; empty where intake didn't say
 * @param flags what else intake said of it, snake_case
 * @param language the person wants to be answered in
 */
public record FiledRequest(
        UUID requestId,
        String eventId,
        String jurisdictionId,
        String trackingCode,
        String serviceCode,
        String channel,
        Words description,
        @Nullable Place place,
        List<Answer> answers,
        List<String> attachments,
        String requesterId,
        String requester,
        Set<String> flags,
        String language,
        Instant submittedAt) {

    /** A request that was kept before these were known says neither who asks nor any flag. */
    public FiledRequest {
        requester = Objects.requireNonNullElse(requester, "");
        flags = flags == null ? Set.of() : Set.copyOf(flags);
        answers = List.copyOf(answers);
        attachments = List.copyOf(attachments);
    }

    /** What rules decide by. */
    public RoutingFacts facts() {
        return facts(submittedAt);
    }

    /** The same when they are asked again: time windows still look at when it was filed, working days count from then on. */
    RoutingFacts facts(Instant at) {
        return new RoutingFacts(
                jurisdictionId,
                serviceCode,
                point(),
                place == null ? null : place.address().orNull(),
                answers.stream().collect(Collectors.toMap(Answer::code, Answer::values, (first, second) -> first)),
                description.text(),
                channel,
                requester,
                flagsOfNow(),
                submittedAt,
                at);
    }

    /** Where it is about; null where only an address is known, or nothing. */
    @Nullable
    GeoPoint point() {
        return place == null || !place.isLocated() ? null : new GeoPoint(place.latitude(), place.longitude());
    }

    /** A picture may have been added since. */
    private Set<String> flagsOfNow() {
        if (attachments.isEmpty()) {
            return flags;
        }
        Set<String> all = new HashSet<>(flags);
        all.add(RoutingFacts.PHOTO);
        return all;
    }

    FiledRequest with(List<Answer> more, List<String> moreAttachments) {
        Map<String, Answer> all = new LinkedHashMap<>();
        answers.forEach(answer -> all.put(answer.code(), answer));
        more.forEach(answer -> all.put(answer.code(), answer));
        List<String> attached = new ArrayList<>(attachments);
        moreAttachments.stream().filter(id -> !attached.contains(id)).forEach(attached::add);
        return copy(serviceCode, description, place, List.copyOf(all.values()), attached, requesterId);
    }

    /** With what the person is asked for where they didn't say it: only what is missing is taken. */
    FiledRequest saying(@Nullable String service, @Nullable Place where) {
        return copy(
                service != null && serviceCode.isEmpty() ? service : serviceCode,
                description,
                where != null && point() == null ? where : place,
                answers,
                attachments,
                requesterId);
    }

    FiledRequest withoutRequester() {
        return copy(serviceCode, description, place, answers, attachments, "");
    }

    FiledRequest redacted(String field, Words replacement) {
        return switch (field) {
            case "description" -> copy(serviceCode, replacement, place, answers, attachments, requesterId);
            case "address", "location.address" ->
                copy(
                        serviceCode,
                        description,
                        place == null ? null : new Place(place.latitude(), place.longitude(), replacement),
                        answers,
                        attachments,
                        requesterId);
            default -> this;
        };
    }

    private FiledRequest copy(
            String service,
            Words words,
            @Nullable Place where,
            List<Answer> given,
            List<String> attached,
            String pseudonym) {
        return new FiledRequest(
                requestId,
                eventId,
                jurisdictionId,
                trackingCode,
                service,
                channel,
                words,
                where,
                given,
                attached,
                pseudonym,
                requester,
                flags,
                language,
                submittedAt);
    }

    @Override
    public String toString() {
        return "FiledRequest[requestId=" + requestId + ", serviceCode=" + serviceCode + ", channel=" + channel + "]";
    }
}
