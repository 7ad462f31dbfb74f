package org.relais.intake.open311.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relais.intake.open311.web.Document.Fields;
import org.relais.intake.open311.web.Document.Items;
import org.relais.intake.territory.Languages;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the service is, and what it speaks. */
@Hidden
@RestController
class DiscoveryController {

    /** When what this service does for clients last changed. */
    private static final String CHANGESET = "2026-11-27T00:00:00Z";

    private static final String SPECIFICATION = "http://wiki.open311.org/GeoReport_v2";

    private final Open311Settings settings;
    private final Territories territories;
    private final PublicAddress address;
    private final Answers answers;

    DiscoveryController(Open311Settings settings, Territories territories, PublicAddress address, Answers answers) {
        this.settings = settings;
        this.territories = territories;
        this.address = address;
        this.answers = answers;
    }

    @GetMapping({"/open311/discovery.{format:xml|json}", "/open311/v2/discovery.{format:xml|json}"})
    ResponseEntity<byte[]> discovery(HttpServletRequest request) {
        String office = office(request);
        Items formats = new Items("format").addAll(List.of(Format.XML.mediaType(), Format.JSON.mediaType()));
        Fields endpoint = new Fields()
                .with("specification", SPECIFICATION)
                .with("url", address.of("/open311/v2/"))
                .with("changeset", CHANGESET)
                .with("type", settings.type())
                .with("formats", formats);
        return answers.ok(
                Document.of(
                        "discovery",
                        new Fields()
                                .with("changeset", CHANGESET)
                                .with("contact", settings.contact() == null ? office : settings.contact())
                                .with("key_service", settings.keyService() == null ? office : settings.keyService())
                                .with("endpoints", new Items("endpoint").add(endpoint))),
                request);
    }

    private String office(HttpServletRequest request) {
        return territories.all().stream()
                .map(territory -> office(
                        territory,
                        Languages.choose(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), territory.languages())))
                .collect(Collectors.joining("; "));
    }

    private static String office(Territory territory, String language) {
        return Stream.of(
                        Optional.of(territory.contactName().in(language)),
                        Optional.ofNullable(territory.contact().email()),
                        Optional.ofNullable(territory.contact().phone()),
                        Optional.ofNullable(territory.contact().address()))
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(", "));
    }
}
