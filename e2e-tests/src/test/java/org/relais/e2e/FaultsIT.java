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

    @Test
    void eventsFlowOnWhileTheRegistryIsDown() {
        var before = citizen.file(Citizen.aPothole("personne@exemple.invalid"));
        eventually(() -> assertThat(citizen.follow(before.text("/trackingCode")).text("/status"))
                .isEqualTo("routed"));
        system.kill(Part.REGISTRY, 1);
        try {
            var filed = citizen.file(Citizen.aPothole("personne@exemple.invalid"));
            assertThat(filed.status()).isEqualTo(201);
            eventually(
                    () -> assertThat(citizen.follow(filed.text("/trackingCode")).text("/status"))
                            .isEqualTo("routed"));
        } finally {
            system.restart(Part.REGISTRY, 1);
        }
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
