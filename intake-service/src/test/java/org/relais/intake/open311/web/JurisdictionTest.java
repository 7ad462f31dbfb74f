package org.relais.intake.open311.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.relais.intake.open311.Form;
import org.relais.intake.territory.Contact;
import org.relais.intake.territory.Extent;
import org.relais.intake.territory.Labels;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.platform.problem.Problems;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

class JurisdictionTest {

    private static final Answers ANSWERS =
            new Answers(new DocumentWriter(JsonMapper.builder().build()), Problems.fromClassPath());

    @Test
    void isTheOnlyOneUnlessThereAreSeveral() {
        assertThat(asked(List.of("one"), "")).isEqualTo("200 one");
        assertThat(asked(List.of("one", "two"), "two")).isEqualTo("200 two");
    }

    @Test
    void mustBeNamedWhereThereAreSeveralAndExist() {
        assertThat(asked(List.of("one", "two"), "")).startsWith("400 <?xml").contains("jurisdiction_id");
        assertThat(asked(List.of("one"), "three")).startsWith("404 <?xml").contains("jurisdiction_id");
        assertThat(asked(List.of(), "")).startsWith("503 <?xml");
    }

    private static String asked(List<String> published, String named) {
        Jurisdiction jurisdiction = new Jurisdiction(territories(published), ANSWERS);
        ResponseEntity<byte[]> answer = jurisdiction.with(
                new Form(Map.of("jurisdiction_id", new String[] {named})),
                new MockHttpServletRequest("GET", "/open311/v2/services.xml"),
                territory -> ResponseEntity.ok(territory.jurisdictionId().getBytes(StandardCharsets.UTF_8)));
        byte[] body = answer.getBody();
        return answer.getStatusCode().value() + " "
                + new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8);
    }

    private static Territories territories(List<String> ids) {
        List<Territory> all = ids.stream().map(JurisdictionTest::territory).toList();
        return new Territories() {
            @Override
            public List<Territory> all() {
                return all;
            }

            @Override
            public Optional<Territory> find(String jurisdictionId) {
                return all.stream()
                        .filter(territory -> territory.jurisdictionId().equals(jurisdictionId))
                        .findFirst();
            }
        };
    }

    private static Territory territory(String id) {
        return new Territory(
                id,
                1,
                Labels.NONE,
                48.85,
                2.35,
                new Extent(48, 2, 49, 3),
                List.of("fr"),
                "Europe/Paris",
                "FR",
                Labels.NONE,
                new Contact(null, null, null),
                Map.of(),
                Map.of(),
                "112",
                List.of(),
                List.of(),
                Map.of(),
                150,
                Set.of());
    }
}
