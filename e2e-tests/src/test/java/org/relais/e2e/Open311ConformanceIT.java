package org.relais.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.Open311;
import org.relais.e2e.client.Open311.Answer;
import org.relais.e2e.system.SystemUnderTest;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** GeoReport v2 from its specification, page by page, on the running platform: what each call must answer, in both formats. */
@ExtendWith(SharedSystem.class)
class Open311ConformanceIT {

    private static final List<String> TYPES = List.of("realtime", "batch", "blackbox");
    private static final List<String> DATATYPES =
            List.of("string", "number", "datetime", "text", "singlevaluelist", "multivaluelist");
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)";
    private static final List<String> REQUEST_FIELDS = List.of(
            "service_request_id",
            "status",
            "status_notes",
            "service_name",
            "service_code",
            "description",
            "agency_responsible",
            "service_notice",
            "requested_datetime",
            "updated_datetime",
            "expected_datetime",
            "address",
            "address_id",
            "zipcode",
            "lat",
            "long",
            "media_url");

    private final SystemUnderTest system;
    private final Open311 open311;

    Open311ConformanceIT(SystemUnderTest system) {
        this.system = system;
        this.open311 = new Open311(system);
    }

    private Map<String, String> aPothole(String description) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("api_key", system.token("open311"));
        parameters.put("service_code", "pothole");
        parameters.put("lat", "48.85");
        parameters.put("long", "2.35");
        parameters.put("address_string", "12 rue des Tilleuls");
        parameters.put("email", "personne@exemple.invalid");
        parameters.put("description", description);
        return parameters;
    }

    private String filed(String description) {
        var answer = open311.post("requests.xml", aPothole(description));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer.text("service_request_id");
    }

    @Test
    void discoveryNamesThisEndpointItsFormatsAndItsKind() {
        var xml = open311.get("/open311/discovery.xml");
        isXml(xml, "discovery");
        assertThat(xml.text("contact")).isNotBlank();
        assertThat(xml.text("key_service")).isNotBlank();
        assertThat(xml.text("specification")).isEqualTo("http://wiki.open311.org/GeoReport_v2");
        assertThat(xml.text("type")).isIn("production", "test");
        assertThat(xml.text("url")).startsWith("http").endsWith("/open311/v2/");

        var json = open311.get("/open311/discovery.json").json();
        var formats = new ArrayList<String>();
        json.path("endpoints").path(0).path("formats").forEach(format -> formats.add(format.asString()));
        assertThat(formats).contains("text/xml", "application/json");
        assertThat(json.path("changeset").asString()).isNotBlank();
    }

    @Test
    void servicesAreTheSameListInBothFormats() {
        var xml = open311.get("services.xml");
        isXml(xml, "services");
        var json = open311.get("services.json");
        isJson(json);
        assertThat(json.json().isArray()).isTrue();
        assertThat(xml.xml().getElementsByTagName("service").getLength())
                .isEqualTo(json.json().size())
                .isGreaterThan(3);
        for (JsonNode service : json.json()) {
            assertThat(service.path("service_code").asString()).isNotBlank();
            assertThat(service.path("service_name").asString()).isNotBlank();
            assertThat(service.path("metadata").isBoolean()).isTrue();
            assertThat(service.path("type").asString()).isIn(TYPES);
            assertThat(service.has("description")).isTrue();
            assertThat(service.has("keywords")).isTrue();
            assertThat(service.has("group")).isTrue();
        }
    }

    @Test
    void everyServiceWithMetadataIsDefined() {
        for (JsonNode service : open311.get("services.json").json()) {
            if (service.path("metadata").asBoolean()) {
                var code = service.path("service_code").asString();
                isXml(open311.get("services/" + code + ".xml"), "service_definition");
                var definition = open311.get("services/" + code + ".json").json();
                assertThat(definition.path("service_code").asString()).isEqualTo(code);
                assertThat(definition.path("attributes").isEmpty()).isFalse();
                definition.path("attributes").forEach(Open311ConformanceIT::isAnAttribute);
            }
        }
        isError(open311.get("services/no-such-service.xml"), 404);
    }

    private static void isAnAttribute(JsonNode attribute) {
        assertThat(attribute.path("variable").isBoolean()).isTrue();
        assertThat(attribute.path("code").asString()).isNotBlank();
        assertThat(attribute.path("datatype").asString()).isIn(DATATYPES);
        assertThat(attribute.path("required").isBoolean()).isTrue();
        assertThat(attribute.has("datatype_description")).isTrue();
        assertThat(attribute.path("order").isIntegralNumber()).isTrue();
        assertThat(attribute.path("description").asString()).isNotBlank();
        if (attribute.path("datatype").asString().endsWith("valuelist")) {
            attribute.path("values").forEach(value -> {
                assertThat(value.path("key").asString()).isNotBlank();
                assertThat(value.path("name").asString()).isNotBlank();
            });
            assertThat(attribute.path("values").isEmpty()).isFalse();
        }
    }

    @Test
    void aRequestIsFiledAndFoundByItsIdWithEveryField() {
        var id = filed("Un trou décrit par un client du standard, appelez le 06 12 34 56 78");

        var xml = open311.get("requests/" + id + ".xml");
        isXml(xml, "service_requests");
        var request = (Element) xml.xml().getElementsByTagName("request").item(0);
        assertThat(REQUEST_FIELDS)
                .allSatisfy(
                        field -> assertThat(request.getElementsByTagName(field).getLength())
                                .as(field)
                                .isEqualTo(1));
        var json = open311.get("requests/" + id + ".json").json();
        assertThat(json).hasSize(1);
        var found = json.path(0);
        assertThat(REQUEST_FIELDS)
                .allSatisfy(field -> assertThat(found.has(field)).as(field).isTrue());
        assertThat(found.path("service_request_id").asString()).isEqualTo(id);
        assertThat(found.path("status").asString()).isEqualTo("open");
        assertThat(found.path("requested_datetime").asString()).matches(TIME);
        assertThat(found.path("updated_datetime").asString()).matches(TIME);
        assertThat(found.path("lat").asDouble()).isEqualTo(48.85);
        assertThat(found.path("description").asString()).doesNotContain("06 12");
    }

    @Test
    void aClientThatPollsAndThenRetriesGetsOneRequest() {
        var parameters = aPothole("Un trou, envoyé deux fois " + UUID.randomUUID());

        var first = open311.post("requests.json", parameters).json().path(0);
        var second = open311.post("requests.json", parameters).json().path(0);

        assertThat(second).isEqualTo(first);
        var id = first.path("service_request_id").asString();
        var behindToken = open311.get("tokens/" + id + ".xml");
        isXml(behindToken, "service_requests");
        assertThat(behindToken.text("service_request_id")).isEqualTo(id);
        isError(open311.get("tokens/" + UUID.randomUUID() + ".xml"), 404);
    }

    @Test
    void wrongCallsAreRefusedWithTheCodesOfTheSpecification() {
        var withoutKey = aPothole("x");
        withoutKey.remove("api_key");
        isError(open311.post("requests.xml", withoutKey), 403);
        var wrongKey = aPothole("x");
        wrongKey.put("api_key", "wrong");
        isError(open311.post("requests.xml", wrongKey), 403);
        var withoutService = aPothole("x");
        withoutService.remove("service_code");
        isError(open311.post("requests.xml", withoutService), 400);
        var otherService = aPothole("x");
        otherService.put("service_code", "no-such-service");
        isError(open311.post("requests.xml", otherService), 404);
        var nowhere = aPothole("x");
        List.of("lat", "long", "address_string").forEach(nowhere::remove);
        isError(open311.post("requests.xml", nowhere), 400);
        var halfAPlace = aPothole("x");
        halfAPlace.remove("long");
        isError(open311.post("requests.xml", halfAPlace), 400);
        isError(open311.post("requests.xml", aPothole("x".repeat(4_001))), 400);
        isError(open311.get("services.xml?jurisdiction_id=nowhere"), 404);
        isError(open311.get("requests/0000-0000.xml"), 404);
        isError(open311.get("requests.xml?status=vague"), 400);
        isError(open311.get("requests.xml?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z"), 400);
        isError(open311.get("no-such-resource.xml"), 404);
    }

    @Test
    void requestsAreFilteredByEachArgumentAndIdsOverrideTheRest() {
        var before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var first = filed("Premier trou " + UUID.randomUUID());
        var second = filed("Second trou " + UUID.randomUUID());

        assertThat(ids("service_request_id=" + first + "," + second + "&status=closed&service_code=none"))
                .containsExactlyInAnyOrder(first, second);
        assertThat(ids("start_date=" + before)).contains(first, second);
        assertThat(ids("end_date=" + before.minusSeconds(1))).doesNotContain(first, second);
        assertThat(ids("status=open&service_code=pothole")).contains(first, second);
        assertThat(ids("status=closed")).doesNotContain(first, second);
        assertThat(ids("service_code=no-such-service")).isEmpty();
        assertThat(ids("status=&service_code=&start_date=")).contains(first, second);
        assertThat(ids("page_size=1")).hasSize(1);
        assertThat(ids("page_size=1&page=1")).doesNotContainAnyElementsOf(ids("page_size=1&page=2"));
    }

    @Test
    void theCourseOfARequestShowsInItsFieldsAndInTheUpdates() {
        var id = filed("Un trou suivi par un client " + UUID.randomUUID());

        eventually(() -> assertThat(open311.get("requests/" + id + ".json")
                        .json()
                        .path(0)
                        .path("agency_responsible")
                        .asString(""))
                .isNotBlank());
        eventually(() -> {
            var updates = open311.get("servicerequestupdates.json?service_request_id=" + id)
                    .json();
            assertThat(updates.isEmpty()).isFalse();
            for (JsonNode update : updates) {
                assertThat(update.path("update_id").asString()).isNotBlank();
                assertThat(update.path("service_request_id").asString()).isEqualTo(id);
                assertThat(update.path("status").asString()).isIn("open", "closed");
                assertThat(OffsetDateTime.parse(update.path("updated_datetime").asString()))
                        .isAfter(OffsetDateTime.parse("2026-01-01T00:00:00Z"));
                assertThat(update.path("description").asString()).isNotBlank();
            }
        });
        isXml(open311.get("servicerequestupdates.xml?service_request_id=" + id), "service_request_updates");
        var extended =
                open311.get("requests/" + id + ".json?extensions=true").json().path(0);
        assertThat(extended.path("notes").isEmpty()).isFalse();
        assertThat(extended.path("extended_attributes").path("department_code").asString(""))
                .isEqualTo("voirie");
        var update = new LinkedHashMap<String, String>();
        update.put("api_key", system.token("open311"));
        update.put("service_request_id", id);
        update.put("update_id", "u-1");
        update.put("status", "OPEN");
        update.put("updated_datetime", "2026-11-25T10:00:00Z");
        update.put("description", "Le trou grandit");
        var posted = open311.post("servicerequestupdates.xml", update);
        isXml(posted, "service_request_updates");
        assertThat(posted.text("update_id")).isNotBlank();
        eventually(() ->
                assertThat(new Citizen(system).follow(id).body().toString()).contains("Le trou grandit"));
    }

    private List<String> ids(String query) {
        var answer = open311.get("requests.json?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var ids = new ArrayList<String>();
        answer.json()
                .forEach(request -> ids.add(request.path("service_request_id").asString()));
        return ids;
    }

    private static void isXml(Answer answer, String root) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        assertThat(answer.contentType().toLowerCase(Locale.ROOT))
                .startsWith("text/xml")
                .contains("charset=utf-8");
        assertThat(answer.body()).startsWith("<?xml");
        assertThat(answer.xml().getTagName()).isEqualTo(root);
        assertThat(answer.xml().getNamespaceURI()).isNull();
    }

    private static void isJson(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.contentType().toLowerCase(Locale.ROOT)).startsWith("application/json");
    }

    private static void isError(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.xml().getTagName()).isEqualTo("errors");
        assertThat(answer.text("code")).isEqualTo(Integer.toString(status));
        assertThat(answer.text("description")).isNotBlank();
    }
}
