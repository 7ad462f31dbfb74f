package org.relais.routing.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * @param submittedAt when it was filed
 */
public record RoutingFacts(
        String jurisdictionId,
        String serviceCode,
        @Nullable GeoPoint point,
        @Nullable String address,
        Map<String, List<String>> answers,
        String description,
        String channel,
        Instant submittedAt) {

    public RoutingFacts {
        answers = answers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, answer -> List.copyOf(answer.getValue())));
    }

    /** The same as if another service had been asked for. */
    public RoutingFacts ofService(String otherService) {
        return new RoutingFacts(
                jurisdictionId, otherService, point, address, answers, description, channel, submittedAt);
    }

    /** Without place, words or answers: people wrote them. */
    @Override
    public String toString() {
        return "RoutingFacts[jurisdictionId=" + jurisdictionId + ", serviceCode=" + serviceCode + ", channel=" + channel
                + ", submittedAt=" + submittedAt + "]";
    }
}
