package org.relais.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.Department;
import org.relais.e2e.client.Mailbox;
import org.relais.e2e.client.Registry;
import org.relais.e2e.client.Reply;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.e2e.system.SystemUnderTest.Part;

/** A part that is down delays; it loses nothing and turns no citizen away that could be served. */
@Tag("faults")
@ExtendWith(SharedSystem.class)
class FaultsIT {

    private final SystemUnderTest system;
    private final Citizen citizen;

    FaultsIT(SystemUnderTest system) {
        this.system = system;
        this.citizen = new Citizen(system);
    }

    @Test
    void filingAndTrackingGoOnWhileTheBrokerIsDown() {
        system.kill(Part.KAFKA, 1);
        var filed = new ArrayList<Reply>();
        try {
            for (int i = 0; i < 20; i++) {
                filed.add(citizen.file(Citizen.aPothole("personne@exemple.invalid")));
            }
            assertThat(filed).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(201));
            assertThat(citizen.follow(filed.getFirst().text("/trackingCode")).text("/status"))
                    .isEqualTo("submitted");
        } finally {
            system.restart(Part.KAFKA, 1);
        }
        eventually(() -> assertThat(filed)
                .allSatisfy(reply -> assertThat(
                                citizen.follow(reply.text("/trackingCode")).text("/status"))
                        .isEqualTo("routed")));
    }

    @Test
    void filingIsRefusedForNowWhileTheDatabaseIsDown() {
        system.kill(Part.POSTGRESQL, 1);
        try {
            var refused = citizen.file(Citizen.aPothole("personne@exemple.invalid"));
            assertThat(refused.status()).as("%s", refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        } finally {
            system.restart(Part.POSTGRESQL, 1);
        }
        eventually(() -> {
            var filed = citizen.file(Citizen.aPothole("personne@exemple.invalid"));
            assertThat(filed.status()).isEqualTo(201);
            eventually(
                    () -> assertThat(citizen.follow(filed.text("/trackingCode")).text("/status"))
                            .isEqualTo("routed"));
        });
        registryAnswersEveryTime();
    }

    @Test
    void whatIsAcknowledgedWhileTheDatabaseIsKilledIsThereAfterwards() {
        var acknowledged = new ConcurrentLinkedQueue<Reply>();
        var refused = new ConcurrentLinkedQueue<Integer>();
        var going = new AtomicBoolean(true);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int person = 0; person < 32; person++) {
                people.submit(() -> {
                    while (going.get()) {
                        var reply = citizen.file(aGraffiti());
                        if (reply.succeeded()) {
                            acknowledged.add(reply);
                        } else {
                            refused.add(reply.status());
                        }
                    }
                });
            }
            eventually(() -> assertThat(acknowledged).hasSizeGreaterThan(100));
            system.kill(Part.POSTGRESQL, 1);
            try {
                eventually(() -> assertThat(refused).isNotEmpty());
            } finally {
                going.set(false);
                system.restart(Part.POSTGRESQL, 1);
            }
        }
        assertThat(refused).containsOnly(503);
        eventually(() -> assertThat(acknowledged)
                .allSatisfy(reply -> assertThat(
                                citizen.follow(reply.text("/trackingCode")).text("/status"))
                        .isEqualTo("routed")));
    }

    /** Every kind of event that people and departments cause, of which most were never published before by these processes. */
    @Test
    void aWholeJourneyPassesWhileTheRegistryIsDown() {
        var email = "sans-registre@exemple.invalid";
        var voirie = new Department(system, "voirie");
        var proprete = new Department(system, "proprete");
        system.kill(Part.REGISTRY, 1);
        try {
            var filed = citizen.file(Citizen.aPothole(email));
            assertThat(filed.status()).isEqualTo(201);
            var id = filed.text("/id");
            var code = filed.text("/trackingCode");
            var editToken = filed.text("/editToken");
            becomes("routed", code);

            succeeds(voirie.act(id, "decline", Map.of("reason", "Sur le trottoir.", "proposedDepartment", "proprete")));
            succeeds(proprete.act(id, "acknowledge", Map.of("message", "Nous regardons.")));
            succeeds(proprete.act(id, "ask", Map.of("question", "Chaussée ou trottoir ?")));
            becomes("awaiting_citizen", code);
            var asked = citizen.follow(code);
            succeeds(citizen.act(
                    code,
                    editToken,
                    "details",
                    Map.of(
                            "description", "Sur la chaussée.",
                            "questionId", asked.text("/openQuestion/id"),
                            "caseVersion", asked.body().at("/caseVersion").asLong())));
            becomes("in_progress", code);
            succeeds(proprete.act(id, "progress", Map.of("message", "L'équipe est en route.")));
            succeeds(proprete.act(id, "resolve", Map.of("outcome", "fixed", "message", "Rebouché.")));
            becomes("resolved", code);
            succeeds(citizen.act(
                    code,
                    editToken,
                    "contest",
                    Map.of(
                            "reason",
                            "Le trou est toujours là.",
                            "caseVersion",
                            citizen.follow(code).body().at("/caseVersion").asLong())));
            becomes("contested", code);
            succeeds(citizen.act(code, editToken, "withdraw", Map.of()));
            becomes("withdrawn", code);
            eventually(() -> assertThat(new Mailbox(system, email).letters()).hasSizeGreaterThanOrEqualTo(4));
        } finally {
            system.restart(Part.REGISTRY, 1);
        }
    }

    /** Its connections to the database were cut too. */
    private void registryAnswersEveryTime() {
        var registry = new Registry(system);
        eventually(() -> {
            for (int time = 0; time < 10; time++) {
                assertThat(registry.subjects().status()).isEqualTo(200);
            }
        });
    }

    private void becomes(String status, String trackingCode) {
        eventually(
                () -> assertThat(citizen.follow(trackingCode).text("/status")).isEqualTo(status));
    }

    private static void succeeds(Reply reply) {
        assertThat(reply.succeeded()).as("%d %s", reply.status(), reply.body()).isTrue();
    }

    /** Many of them stand in nobody's way: no other test looks at the desk that they fill. */
    private static Map<String, Object> aGraffiti() {
        var request = Citizen.aPothole("personne@exemple.invalid");
        request.put("serviceCode", "graffiti");
        request.put("answers", Map.of("surface", "public"));
        request.remove("requester");
        return request;
    }
}
