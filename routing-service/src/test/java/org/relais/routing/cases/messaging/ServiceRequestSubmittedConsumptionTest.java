package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.relais.event.common.v1.RequesterKind;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;
import org.relais.routing.cases.Answer;
import org.relais.routing.cases.FiledRequest;
import org.relais.routing.cases.Place;
import org.relais.routing.cases.Words;

class ServiceRequestSubmittedConsumptionTest {

    @ReleasedVersionsOf(ServiceRequestSubmitted.class)
    void opensACaseForTheRequestAsFiled(InboundEvent submitted) {
        // Given
        var golden = GoldenCase.none();
        boolean saysWhoAsks = ((ServiceRequestSubmitted) submitted.event()).getRequester() != RequesterKind.UNKNOWN;

        // When
        golden.intakeSays(submitted);

        // Then
        assertThat(golden.told()).containsExactly("ServiceRequestRouted");
        assertThat(golden.file().request())
                .isEqualTo(new FiledRequest(
                        UUID.fromString("01930000-0000-7000-8000-000000000002"),
                        "01930000-0000-7000-8000-000000000001",
                        "valmont",
                        "K7QF-29MD",
                        "pothole",
                        "sensor",
                        Words.of("é description"),
                        new Place(48.85, 48.85, Words.of("é address")),
                        List.of(new Answer("é code", List.of("é values"))),
                        List.of("é attachments"),
                        "01930000-0000-4000-8000-000000000003",
                        saysWhoAsks ? "sensor" : "",
                        saysWhoAsks ? Set.of("é flags") : Set.of(),
                        "fr",
                        GoldenCase.MOMENT));
    }
}
