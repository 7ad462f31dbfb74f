package org.relais.routing.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.routing.area.GeoPoint;

/**
 * What is known of a request when it is decided who is responsible for it.
 *
 * @param jurisdictionId territory it belongs to
 * @param serviceCode service asked for; empty where the person named none
 * @param point place, if one was given
 * @param address place in words, if given
 * @param answers answers to the service's questions by question code, option codes where the question has options
 * @param description the person's own words
 * @param channel the way it came in, snake_case, for example {@code web}
 * @param requester what kind of who asks it is, of {@link #REQUESTERS}; empty where that isn't known
 * @param flags what else is known of it, of {@link #FLAGS}
 * @param submittedAt when it was filed: time windows look at that moment, however often the rules are asked
 * @param askedAt when the rules are asked: working days count from then
 */
public record RoutingFacts(
        String jurisdictionId,
        String serviceCode,
        @Nullable GeoPoint point,
        @Nullable String address,
        Map<String, List<String>> answers,
        String description,
        String channel,
        String requester,
        Set<String> flags,
        Instant submittedAt,
        Instant askedAt) {

    /**
     * Kinds of who asks: a person who left neither name nor any way to be reached, one who did, an agent on somebody's behalf,
     * a partner's system, a sensor.
     */
    public static final List<String> REQUESTERS = List.of("anonymous", "named", "agent", "partner", "sensor");

    /** There is a picture or another file with it. */
    public static final String PHOTO = "photo";

    /**
     * {@link #PHOTO}; {@code earlier}: it was first asked elsewhere, and brought in later; {@code personal_data}: contact details
     * or the like stood in the person's words, and were masked.
     */
    public static final List<String> FLAGS = List.of(PHOTO, "earlier", "personal_data");

    public RoutingFacts {
        flags = Set.copyOf(flags);
        answers = answers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, answer -> List.copyOf(answer.getValue())));
    }

    /** Of a request that is decided as it is filed. */
    public RoutingFacts(
            String jurisdictionId,
            String serviceCode,
            @Nullable GeoPoint point,
            @Nullable String address,
            Map<String, List<String>> answers,
            String description,
            String channel,
            String requester,
            Set<String> flags,
            Instant submittedAt) {
        this(
                jurisdictionId,
                serviceCode,
                point,
                address,
                answers,
                description,
                channel,
                requester,
                flags,
                submittedAt,
                submittedAt);
    }

    /** The same of which neither who asks nor any flag is known. */
    public RoutingFacts(
            String jurisdictionId,
            String serviceCode,
            @Nullable GeoPoint point,
            @Nullable String address,
            Map<String, List<String>> answers,
            String description,
            String channel,
            Instant submittedAt) {
        this(jurisdictionId, serviceCode, point, address, answers, description, channel, "", Set.of(), submittedAt);
    }

    /** The same as if another service had been asked for. */
    public RoutingFacts ofService(String otherService) {
        return new RoutingFacts(
                jurisdictionId,
                otherService,
                point,
                address,
                answers,
                description,
                channel,
                requester,
                flags,
                submittedAt,
                askedAt);
    }

    /** Without place, words or answers: people wrote them. */
    @Override
    public String toString() {
        return "RoutingFacts[jurisdictionId=" + jurisdictionId + ", serviceCode=" + serviceCode + ", channel=" + channel
                + ", submittedAt=" + submittedAt + "]";
    }
}
