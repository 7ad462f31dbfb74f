package org.relais.routing.cases.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.CaseContested;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** What the journal notes now is told of decisions from before by their cases. */
class JournalMigrationsIT extends RunningService {

    private static final String NOT_OURS =
            "{\"outcome\": \"not_ours\", \"message\": \"C’est privé\", \"responsible\": \"La région\"}";
    private static final String FIXED = "{\"outcome\": \"fixed\", \"message\": \"C’est fait\"}";

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void onlyWhatWasReadOrNamedByAPersonProvedAnything() {
        String unread = filed("bus-stop");
        String read = filed("bus-stop");
        act("transports", read, "acknowledge", "{}");
        String ended = filed("bus-stop");
        act("transports", ended, "resolve", NOT_OURS);
        String endedOtherwise = filed("bus-stop");
        act("transports", endedOtherwise, "resolve", NOT_OURS);
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), endedOtherwise, Requests.contested(endedOtherwise, 2));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), endedOtherwise, CaseContested.class);
        act("transports", endedOtherwise, "resolve", FIXED);
        String givenAway = filed("bus-stop");
        act("transports", givenAway, "transfer", "{\"toDepartment\": \"voirie\", \"reason\": \"C’est à eux\"}");
        String byWords = filed("bus-stop");
        act("transports", byWords, "acknowledge", "{}");
        database.update("update routing_decision set code = 'words_suggest' where case_id = ?::uuid", byWords);
        String assigned = deferred();
        RestDesk.Reply reply =
                desk("operator").post("/api/v1/triage/" + assigned + "/assign", "{\"department\": \"culture\"}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);

        transactions.executeWithoutResult(migrating -> {
            database.execute("drop view counted_decision");
            database.execute("alter table routing_decision drop column not_ours");
            database.execute("drop table proved_responsible");
            migrate("V41__not_ours");
            migrate("V42__who_proved_responsible");

            assertThat(notOurs(ended)).isTrue();
            assertThat(List.of(unread, read, endedOtherwise, assigned))
                    .allSatisfy(id -> assertThat(notOurs(id)).isFalse());
            assertThat(proved(read)).containsExactly("transports");
            assertThat(proved(endedOtherwise)).containsExactly("transports");
            assertThat(proved(assigned)).containsExactly("culture");
            assertThat(List.of(unread, ended, givenAway, byWords))
                    .allSatisfy(id -> assertThat(proved(id)).isEmpty());
            migrating.setRollbackOnly();
        });
    }

    private void migrate(String script) {
        database.execute((ConnectionCallback<Boolean>) connection -> {
            ScriptUtils.executeSqlScript(connection, new ClassPathResource("db/migration/" + script + ".sql"));
            return true;
        });
    }

    private boolean notOurs(String id) {
        return Boolean.TRUE.equals(database.queryForObject(
                "select not_ours from routing_decision where case_id = ?::uuid", Boolean.class, id));
    }

    private List<String> proved(String id) {
        return database.queryForList(
                "select department from proved_responsible where case_id = ?::uuid", String.class, id);
    }

    private static String filed(String service) {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService(service, id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        return id;
    }

    private static String deferred() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("", id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        return id;
    }

    private void act(String department, String id, String verb, String body) {
        RestDesk.Reply reply = desk(department).post("/api/v1/cases/" + id + "/" + verb, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }
}
