package org.relais.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.relais.e2e.Eventually.eventually;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.DepartmentSystem;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.event.department.command.v1.AcknowledgeCase;

/** A department's own system signs in at Kafka under its code, takes part by its own two topics, and can touch nothing else. */
@ExtendWith(SharedSystem.class)
class DepartmentSignInIT {

    private static final String OWN = "voirie";
    private static final String OTHER = "proprete";

    private final SystemUnderTest system;

    DepartmentSignInIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void aDepartmentReadsItsCaseCommandsAndIsAnsweredOnItsOwnTopics() {
        var citizen = new Citizen(system);
        try (var voirie = new DepartmentSystem(system, OWN)) {
            var filing = citizen.file(Citizen.aPothole("personne@exemple.invalid"));
            var caseId = filing.text("/id");
            eventually(() -> assertThat(voirie.received()).anyMatch(record -> is(record, "CaseAssigned", caseId)));

            var done = acknowledge(caseId);
            voirie.command(caseId, done);
            eventually(() -> assertThat(voirie.received())
                    .anyMatch(record -> is(record, "CaseChanged", caseId)
                            && text(record, "commandId").equals(done.getCommandId())));
            eventually(() -> assertThat(
                            citizen.follow(filing.text("/trackingCode")).text("/status"))
                    .isEqualTo("acknowledged"));

            var impossible = acknowledge(UUID.randomUUID().toString());
            voirie.command(impossible.getCaseId(), impossible);
            eventually(() -> assertThat(voirie.received())
                    .anyMatch(record -> is(record, "CommandRefused", impossible.getCaseId())
                            && text(record, "commandId").equals(impossible.getCommandId())
                            && text(record, "reason").equals("case_not_found")));
        }
    }

    @Test
    void aDepartmentReadsNoTopicButItsRequests() {
        try (var voirie = new DepartmentSystem(system, OWN)) {
            assertThat(notItsOwnAnd(Topics.departmentUpdates(OWN)))
                    .allSatisfy(topic -> refusesTheTopic(() -> voirie.read(topic, OWN)));
            assertThatThrownBy(() -> voirie.read(Topics.departmentRequests(OWN).name(), OTHER))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    void aDepartmentWritesToNoTopicButItsUpdates() {
        var command = acknowledge(UUID.randomUUID().toString());
        try (var voirie = new DepartmentSystem(system, OWN)) {
            assertThat(notItsOwnAnd(Topics.departmentRequests(OWN)))
                    .allSatisfy(topic -> refusesTheTopic(() -> voirie.write(topic, command.getCaseId(), command)));
        }
    }

    @Test
    void nobodySignsInWithoutTheDepartmentsSecret() {
        var command = acknowledge(UUID.randomUUID().toString());
        try (var stranger = new DepartmentSystem(system, OWN, system.secret(OTHER))) {
            assertThatThrownBy(() -> stranger.command(command.getCaseId(), command))
                    .isInstanceOf(SaslAuthenticationException.class);
        }
    }

    private static List<String> notItsOwnAnd(Topic own) {
        return Stream.of(
                        Topics.FIXED.stream(),
                        Topics.GROUPS.stream().map(Topics::deadLetters),
                        Stream.of(Topics.departmentRequests(OTHER), Topics.departmentUpdates(OTHER), own))
                .flatMap(topics -> topics)
                .map(Topic::name)
                .toList();
    }

    private static void refusesTheTopic(ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(TopicAuthorizationException.class);
    }

    private static AcknowledgeCase acknowledge(String caseId) {
        return AcknowledgeCase.newBuilder()
                .setCommandId(UUID.randomUUID().toString())
                .setCaseId(caseId)
                .setDepartment(OWN)
                .build();
    }

    private static boolean is(GenericRecord record, String type, String caseId) {
        return record.getSchema().getName().equals(type)
                && text(record, "caseId").equals(caseId);
    }

    private static String text(GenericRecord record, String field) {
        return String.valueOf(record.get(field));
    }
}
