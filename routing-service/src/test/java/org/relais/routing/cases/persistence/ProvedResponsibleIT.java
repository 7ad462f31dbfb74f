package org.relais.routing.cases.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.department.command.v1.AcknowledgeCase;
import org.relais.event.routing.v1.CaseAcknowledged;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.cases.PastRequests;
import org.relais.routing.cases.PastRequests.Settled;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a request teaches words: nothing before it was read, and whatever was known by a night, whenever it is asked for. */
class ProvedResponsibleIT extends RunningService {

    private static final String FIXED = "{\"outcome\": \"fixed\", \"message\": \"C’est fait\"}";
    private static final String NOT_OURS =
            "{\"outcome\": \"not_ours\", \"message\": \"C’est privé\", \"responsible\": \"La région\"}";

    @Autowired
    private PastRequests past;

    @Autowired
    private JdbcTemplate database;

    private String text = "";

    @BeforeEach
    void writeWhatNobodyWroteBefore() {
        text = "Une phrase sans pareille " + Requests.newId();
    }

    @Test
    void whatWasKnownByANightStaysSoWhateverBecomesKnownLater() {
        String id = filed("bus-stop");
        Instant unread = Instant.now();
        act("transports", id, "acknowledge", "{}");
        Instant read = Instant.now();
        act("transports", id, "transfer", "{\"toDepartment\": \"voirie\", \"reason\": \"C’est à eux\"}");
        Instant handedOver = Instant.now();
        act("voirie", id, "decline", "{\"reason\": \"Pas à nous\", \"proposedDepartment\": \"eclairage\"}");
        Instant proposed = Instant.now();
        act("eclairage", id, "resolve", NOT_OURS);

        assertThat(taught(unread)).isEmpty();
        assertThat(taught(read)).containsExactly(new Settled(text, "bus-stop", "transports"));
        assertThat(taught(handedOver)).containsExactly(new Settled(text, "bus-stop", "voirie"));
        assertThat(taught(proposed)).containsExactly(new Settled(text, "bus-stop", "eclairage"));
        assertThat(taught(Instant.now())).as("nobody's here").isEmpty();
    }

    @Test
    void whatADepartmentDatesBackIsKnownOnlyOnceItHasSaidIt() {
        String id = filed("pothole");
        Instant night = Instant.now();
        WIRE.write(
                Topics.departmentUpdates("voirie").name(),
                id,
                AcknowledgeCase.newBuilder()
                        .setCommandId(Requests.newId())
                        .setCaseId(id)
                        .setDepartment("voirie")
                        .setOccurredAt(night.minus(Duration.ofHours(1)))
                        .build());
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, CaseAcknowledged.class);

        assertThat(taught(night)).isEmpty();
        assertThat(taught(Instant.now())).containsExactly(new Settled(text, "pothole", "voirie"));
    }

    @Test
    void theNextRulesDepartmentHasToReadItFirst() {
        text = "Le trottoir est gelé " + Requests.newId();
        String id = filed("snow-ice");
        act("proprete", id, "acknowledge", "{}");
        act("proprete", id, "decline", "{\"reason\": \"Pas à nous\"}");

        assertThat(taught(Instant.now())).isEmpty();
        act("voirie", id, "progress", "{\"message\": \"On y va\"}");
        assertThat(taught(Instant.now())).containsExactly(new Settled(text, "snow-ice", "voirie"));
    }

    @Test
    void whatWordsDecidedTeachesOnceItIsResolved() {
        String id = filed("bus-stop");
        database.update("update routing_decision set code = 'words_suggest' where case_id = ?::uuid", id);

        act("transports", id, "acknowledge", "{}");
        assertThat(taught(Instant.now())).isEmpty();
        act("transports", id, "resolve", FIXED);
        assertThat(taught(Instant.now())).containsExactly(new Settled(text, "bus-stop", "transports"));
    }

    @Test
    void whatTriageSaysTeachesAtOnceTheServiceToo() {
        String id = Requests.newId();
        write(id, "");
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        Instant waiting = Instant.now();
        RestDesk.Reply assigned = desk("operator")
                .post(
                        "/api/v1/triage/" + id + "/assign",
                        "{\"department\": \"culture\", \"serviceCode\": \"library\", \"reason\": \"Livres\"}");
        assertThat(assigned.status()).as(assigned.body()).isEqualTo(200);

        assertThat(taught(waiting)).isEmpty();
        assertThat(taught(Instant.now())).containsExactly(new Settled(text, "library", "culture"));
    }

    private List<Settled> taught(Instant until) {
        return past.settled(TERRITORY, until, Integer.MAX_VALUE).stream()
                .filter(settled -> settled.description().equals(text))
                .toList();
    }

    private String filed(String service) {
        String id = Requests.newId();
        write(id, service);
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        return id;
    }

    private void write(String id, String service) {
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.ofService(service, id))
                        .setDescription(text)
                        .build());
    }

    private void act(String department, String id, String verb, String body) {
        RestDesk.Reply reply = desk(department).post("/api/v1/cases/" + id + "/" + verb, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }
}
