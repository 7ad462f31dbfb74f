package org.relais.routing.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Location;
import org.relais.event.department.v1.CaseAssigned;
import org.relais.event.routing.v1.CaseWithdrawn;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Requests that come back to a place, on a real database. A metre north is about 0.000009 degrees. */
class RecurringPlacesIT extends RunningService {

    private static final double LATITUDE = 48.8531;
    private static final double LONGITUDE = 2.3521;
    private static final double TEN_METRES = 0.00009;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void threeRequestsWithinReachMakeAPlaceThatComesBack() throws IOException {
        ServiceRequestSubmitted first = aPothole(0, 300);
        String second = filed(aPothole(2, 200));
        filed(first);
        assertThat(recurring(second).isMissingNode()).as("two are none").isTrue();

        String third = filed(aPothole(-2, 0));
        String far = filed(aPothole(20, 0));
        String old = filed(aPothole(0, 400));
        String withdrawn = filed(aPothole(1, 0));
        withdraw(withdrawn);

        JsonNode place = recurring(third);
        assertThat(place.at("/times").asInt()).isEqualTo(3);
        assertThat(place.at("/since").asString())
                .isEqualTo(first.getOccurredAt().toString());
        assertThat(recurring(first.getRequestId())).isEqualTo(place);
        assertThat(recurring(old).at("/times").asInt())
                .as("seen from more than a year ago, it comes back all the same")
                .isEqualTo(3);
        assertThat(recurring(far).isMissingNode()).isTrue();
        assertThat(recurring(withdrawn).isMissingNode()).isTrue();

        String id = place.at("/placeId").asString();
        JsonNode listed = listed("voirie", id).orElseThrow();
        assertThat(listed.at("/service/name").asString()).isEqualTo("Nid-de-poule");
        assertThat(listed.at("/location/address").asString()).isEqualTo("3 rue du Pont");
        assertThat(listed.at("/requests")
                        .valueStream()
                        .map(request -> request.at("/id").asString()))
                .containsExactly(third, second, first.getRequestId());
        assertThat(listed("operator", id)).isPresent();
        assertThat(listed("proprete", id)).as("has no request there").isEmpty();

        assertThat(assigned(third).getRecurringPlace()).isEqualTo(id);
        assertThat(assigned(third).getRecurringTimes()).isEqualTo(3);
        assertThat(assigned(third).getRecurringSince())
                .isEqualTo(first.getOccurredAt().truncatedTo(ChronoUnit.MILLIS));
        assertThat(assigned(second).getRecurringPlace())
                .as("it didn’t come back yet")
                .isNull();
        assertThat(assigned(second).getRecurringTimes()).isZero();

        erase(first);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(recurring(third).isMissingNode()).isTrue());
        assertThat(listed("operator", id)).isEmpty();
        rebuiltFromTheCasesItIsTheSame(third);
    }

    /** What the department's own system was told, which takes part by Kafka. */
    private static CaseAssigned assigned(String requestId) {
        return WIRE.awaitOne(Topics.departmentRequests("voirie").name(), requestId, CaseAssigned.class);
    }

    @Test
    void whatConcernsOnePersonAloneMakesNoPlace() {
        List<String> privately = List.of(privately(), privately(), privately());

        assertThat(jdbc.queryForObject(
                        "select count(*) from case_place where case_id in (?::uuid, ?::uuid, ?::uuid)",
                        Integer.class,
                        privately.toArray()))
                .isZero();
    }

    @Test
    void whatTriageKeepsFromThePublicCountsUntilTriageOpensItAgain() {
        String id = filedUnheardOf(-50);
        assertThat(placesOf(id)).isOne();

        assign(id, "private");
        assertThat(placesOf(id)).as("about one person alone").isZero();

        RestDesk.Reply declined = desk("voirie").post("/api/v1/cases/" + id + "/decline", "{\"reason\": \"Non\"}");
        assertThat(declined.status()).as(declined.body()).isEqualTo(200);
        assertThat(placesOf(id)).isZero();
        assign(id, "public");
        assertThat(placesOf(id)).isOne();
    }

    @Test
    void whatTriageKeptFromThePublicBeforeThatCountedIsForgotten() throws IOException {
        ServiceRequestSubmitted kept = aPothole(400, 0);
        filed(kept);
        String alone = filedUnheardOf(-400);
        String beside = filedUnheardOf(400);
        assign(alone, "private");
        assign(beside, "private");
        jdbc.update(
                "insert into place select ?::uuid, jurisdiction_id, 'unheard-of', 48.9, 2.35 from routing_case"
                        + " where case_id = ?::uuid",
                alone,
                alone);
        countsAt(alone, alone);
        countsAt(beside, kept.getRequestId());

        jdbc.execute(script("V52__no_places_of_private_requests.sql"));

        assertThat(placesOf(alone)).isZero();
        assertThat(placesOf(beside)).isZero();
        assertThat(placesOf(kept.getRequestId())).isOne();
        assertThat(jdbc.queryForList(
                        "select place_id::text from place where place_id in (?::uuid, ?::uuid)",
                        String.class,
                        alone,
                        kept.getRequestId()))
                .as("where nothing else is there is no place")
                .containsExactly(kept.getRequestId());
    }

    @Test
    void whatWasWithdrawnCountsNowhereThoughItsPlaceIsSaidLater() {
        String id = filed(ServiceRequestSubmitted.newBuilder(Requests.ofService("unheard-of", Requests.newId()))
                .setLocation(null)
                .build());
        withdraw(id);

        write(
                id,
                DetailsAdded.newBuilder()
                        .setEventId(Requests.newId())
                        .setRequestId(id)
                        .setJurisdictionId(TERRITORY)
                        .setSequence(3)
                        .setOccurredAt(Requests.now())
                        .setLocation(new Location(LATITUDE + 450 * TEN_METRES, LONGITUDE, null))
                        .build());

        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, InformationReceived.class);
        assertThat(placesOf(id)).isZero();
    }

    @Test
    void whatWasWithdrawnOrMergedAndCountedAllTheSameIsForgotten() throws IOException {
        ServiceRequestSubmitted kept = aPothole(-20, 0);
        filed(kept);
        String merged = filed(aPothole(-20, 0));
        RestDesk.Reply follows = desk("voirie")
                .post("/api/v1/cases/" + merged + "/merge", "{\"into\": \"" + kept.getRequestId() + "\"}");
        assertThat(follows.status()).as(follows.body()).isEqualTo(200);
        String withdrawn = filed(aPothole(-60, 0));
        withdraw(withdrawn);
        jdbc.update(
                "insert into place select case_id, jurisdiction_id, 'pothole', 48.9, 2.35 from routing_case"
                        + " where case_id = ?::uuid",
                withdrawn);
        countsAt(withdrawn, withdrawn);
        String place = Objects.requireNonNull(jdbc.queryForObject(
                "select place_id::text from case_place where case_id = ?::uuid", String.class, kept.getRequestId()));
        countsAt(merged, place);

        jdbc.execute(script("V53__no_places_of_what_counts_no_more.sql"));

        assertThat(placesOf(withdrawn)).isZero();
        assertThat(placesOf(merged)).isZero();
        assertThat(placesOf(kept.getRequestId())).isOne();
        assertThat(jdbc.queryForList(
                        "select place_id::text from place where place_id in (?::uuid, ?::uuid)",
                        String.class,
                        withdrawn,
                        place))
                .as("where nothing else is there is no place")
                .containsExactly(place);
    }

    /** As was left once. */
    private void countsAt(String id, String place) {
        jdbc.update(
                "insert into case_place select case_id, ?::uuid, jurisdiction_id, submitted_at from routing_case"
                        + " where case_id = ?::uuid",
                place,
                id);
    }

    private static String filedUnheardOf(int tensOfMetresNorth) {
        return filed(ServiceRequestSubmitted.newBuilder(Requests.ofService("unheard-of", Requests.newId()))
                .setLocation(new Location(LATITUDE + tensOfMetresNorth * TEN_METRES, LONGITUDE, null))
                .build());
    }

    private void assign(String id, String visibility) {
        String body = "{\"department\": \"voirie\", \"visibility\": \"" + visibility + "\"}";
        RestDesk.Reply assigned = desk("operator").post("/api/v1/triage/" + id + "/assign", body);
        assertThat(assigned.status()).as(assigned.body()).isEqualTo(200);
    }

    private int placesOf(String id) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from case_place where case_id = ?::uuid", Integer.class, id));
    }

    @Test
    void theListIsReadInPagesByThoseConcerned() {
        RestDesk operator = desk("operator");

        assertThat(desk("").get("/api/v1/recurring-places").status()).isEqualTo(401);
        assertThat(operator.get("/api/v1/recurring-places?cursor=x").text("/errors/0/code"))
                .isEqualTo("cursor_invalid");
        assertThat(operator.get("/api/v1/recurring-places?limit=0").text("/errors/0/code"))
                .isEqualTo("limit_out_of_range");
        assertThat(operator.get("/api/v1/recurring-places?jurisdictionId=elsewhere")
                        .json()
                        .get("items"))
                .isEmpty();
    }

    /** What was there before places were kept is found by the migration; here it finds what was kept. */
    private void rebuiltFromTheCasesItIsTheSame(String member) throws IOException {
        String members = "select string_agg(m.case_id::text, ',' order by m.case_id::text) from case_place m"
                + " where place_id = (select place_id from case_place where case_id = ?::uuid)";
        String kept = Objects.requireNonNull(jdbc.queryForObject(members, String.class, member));
        String migration = script("V22__recurring_places.sql");

        jdbc.execute("truncate place, case_place");
        jdbc.execute(migration.substring(migration.indexOf("do $$")));

        assertThat(kept.split(",")).hasSize(3);
        assertThat(jdbc.queryForObject(members, String.class, member)).isEqualTo(kept);
    }

    private static String script(String name) throws IOException {
        return new ClassPathResource("db/migration/" + name).getContentAsString(StandardCharsets.UTF_8);
    }

    private Optional<JsonNode> listed(String who, String placeId) {
        String path = "/api/v1/recurring-places?limit=1";
        String cursor = "";
        do {
            JsonNode page = desk(who).get(path + cursor).json();
            for (JsonNode item : page.get("items")) {
                if (item.at("/placeId").asString().equals(placeId)) {
                    return Optional.of(item);
                }
            }
            cursor = page.path("nextCursor").isString()
                    ? "&cursor=" + page.get("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return Optional.empty();
    }

    private JsonNode recurring(String caseId) {
        JsonNode found = desk("voirie").get("/api/v1/cases/" + caseId).json().at("/recurringPlace");
        return found.isNull() ? MissingNode.getInstance() : found;
    }

    private static ServiceRequestSubmitted aPothole(int tensOfMetresNorth, int daysAgo) {
        return ServiceRequestSubmitted.newBuilder(Requests.aPothole(Requests.newId()))
                .setOccurredAt(Requests.now().minus(daysAgo, ChronoUnit.DAYS))
                .setLocation(new Location(LATITUDE + tensOfMetresNorth * TEN_METRES, LONGITUDE, "3 rue du Pont"))
                .build();
    }

    private static String privately() {
        return filed(ServiceRequestSubmitted.newBuilder(Requests.ofService("civil-record", Requests.newId()))
                .setLocation(new Location(LATITUDE, LONGITUDE, null))
                .build());
    }

    private static String filed(ServiceRequestSubmitted request) {
        String id = request.getRequestId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, request);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(WIRE.all(ROUTING_SERVICE_REQUESTS.name(), id))
                        .isNotEmpty());
        return id;
    }

    private static void withdraw(String id) {
        write(id, Requests.withdrawn(id, 2));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, CaseWithdrawn.class);
    }

    private static void erase(ServiceRequestSubmitted request) {
        write(
                request.getRequestId(),
                RequesterErased.newBuilder()
                        .setEventId(Requests.newId())
                        .setRequestId(request.getRequestId())
                        .setJurisdictionId(TERRITORY)
                        .setSequence(2)
                        .setOccurredAt(Requests.now())
                        .setRequesterId(request.getRequesterId())
                        .build());
    }

    private static void write(String id, SpecificRecord event) {
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, event);
    }
}
