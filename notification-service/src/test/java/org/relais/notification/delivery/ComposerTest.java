package org.relais.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.notification.planning.Cause;
import org.relais.notification.planning.MessageKind;
import org.relais.notification.planning.PlannedMessage.Detail;
import org.relais.notification.request.FollowedRequest;
import org.relais.notification.territory.Territory;

class ComposerTest {

    private static final Instant LATE_ON_THE_30TH = Instant.parse("2026-11-30T23:30:00Z");
    private final Composer composer = new Composer("http://localhost:8080/", "http://localhost:8081/desk/");

    @Test
    void namesTheServiceInCharge() {
        Map<String, String> variables = composer.compose(receipt("fr"), requestWith("roads"), town());

        assertThat(variables)
                .containsEntry("departmentName", "Voirie")
                .containsEntry("inChargeName", "Voirie")
                .containsEntry("inChargePhone", "12");
    }

    @Test
    void namesTheTownHallWhileNobodyIsInCharge() {
        Map<String, String> variables = composer.compose(receipt("en"), requestWith(null), town());

        assertThat(variables)
                .doesNotContainKey("departmentName")
                .containsEntry("inChargeName", "Town hall")
                .containsEntry("inChargePhone", "00");
    }

    @Test
    void fallsBackOnTheTownHallsContactWhereADepartmentHasNone() {
        Map<String, String> variables = composer.compose(receipt("fr"), requestWith("parks"), town());

        assertThat(variables).containsEntry("inChargeName", "Espaces verts").containsEntry("inChargePhone", "00");
    }

    @Test
    void writesDatesInTheTerritorysTimeAndTheReadersLanguage() {
        assertThat(composer.compose(receipt("fr"), requestWith(null), town()))
                .containsEntry("filedOn", "mardi 1er décembre 2026");
        assertThat(composer.compose(receipt("en"), requestWith(null), town()))
                .containsEntry("filedOn", "Tuesday 1 December 2026");
    }

    @Test
    void linksToTheRequestsPage() {
        assertThat(composer.compose(receipt("fr"), requestWith(null), town()))
                .containsEntry("trackingUrl", "http://localhost:8080/requests/K7QF-29MD");
    }

    @Test
    void leadsTheDepartmentToItsCaseAndTheOperatorToTheListOfDates() {
        assertThat(composer.compose(escalated("LEAD", "roads"), requestWith("roads"), town()))
                .containsEntry("departmentName", "Voirie")
                .containsEntry("deskUrl", "http://localhost:8081/desk/cases/c1")
                .doesNotContainKey("forOperator");
        assertThat(composer.compose(escalated("OPERATOR", "roads"), requestWith("roads"), town()))
                .containsEntry("deskUrl", "http://localhost:8081/desk/deadlines")
                .containsKey("forOperator");
    }

    @Test
    void leadsTheOperatorToTriageWhereARequestWaitsThereTooLong() {
        assertThat(composer.compose(
                        office(
                                MessageKind.TRIAGE_OVERDUE,
                                Map.of(Detail.ESCALATED_TO, "OPERATOR", Detail.CASE_ID, "c1")),
                        requestWith("roads"),
                        town()))
                .containsEntry("deskUrl", "http://localhost:8081/desk/triage")
                .doesNotContainKey("departmentName");
    }

    private static Delivery escalated(String to, String department) {
        return office(
                MessageKind.ESCALATED,
                Map.of(Detail.ESCALATED_TO, to, Detail.DEPARTMENT, department, Detail.CASE_ID, "c1"));
    }

    private static Delivery office(MessageKind kind, Map<Detail, String> details) {
        return new Delivery(
                "d2",
                "r1",
                "town",
                "",
                new Cause("e2", "CaseEscalated", LATE_ON_THE_30TH),
                kind,
                1,
                "fr",
                LATE_ON_THE_30TH,
                0,
                details);
    }

    private static Delivery receipt(String language) {
        return new Delivery(
                "d1",
                "r1",
                "town",
                "ada",
                new Cause("e1", "ServiceRequestSubmitted", LATE_ON_THE_30TH),
                MessageKind.RECEIPT,
                1,
                language,
                LATE_ON_THE_30TH,
                0,
                Map.<Detail, String>of());
    }

    private static FollowedRequest requestWith(@Nullable String department) {
        return new FollowedRequest(
                "r1",
                "town",
                "K7QF-29MD",
                "pothole",
                LATE_ON_THE_30TH,
                "routed",
                department,
                null,
                null,
                null,
                List.of(),
                Map.of());
    }

    private static Territory town() {
        return new Territory(
                "town",
                Map.of("fr", "Ville", "en", "Town"),
                List.of("fr", "en"),
                ZoneId.of("Europe/Paris"),
                new Territory.TownHall(Map.of("fr", "Mairie", "en", "Town hall"), "1", "mairie@ville.example", "00"),
                List.of(
                        new Territory.Department(
                                "roads",
                                Map.of("fr", "Voirie"),
                                new Territory.Contact("12", "voirie@ville.example", "12")),
                        new Territory.Department("parks", Map.of("fr", "Espaces verts"), null)),
                List.of(),
                Map.of());
    }
}
