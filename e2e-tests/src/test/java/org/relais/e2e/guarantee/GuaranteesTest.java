package org.relais.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relais.e2e.guarantee.History.Filed;
import org.relais.e2e.guarantee.History.Mail;
import org.relais.e2e.guarantee.History.Published;

/** The guarantees themselves, held against the legal and illegal histories that their Javadoc lists. */
class GuaranteesTest {

    private static final String INTAKE = "intake.service-requests.v1";
    private static final String ROUTING = "routing.service-requests.v1";

    private final List<Filed> filed = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();

    @Nested
    class OrderPerRequest {

        @Test
        void allowsNumbersInOrder() {
            numbers(1, 2, 3);
            assertThat(breaches(new OrderPerRequestIsKept())).isEmpty();
        }

        @Test
        void allowsARepeatAfterACrash() {
            numbers(1, 2, 2, 1, 2, 3);
            assertThat(breaches(new OrderPerRequestIsKept())).isEmpty();
        }

        @Test
        void refusesAnOvertaking() {
            numbers(1, 3, 2);
            assertThat(breaches(new OrderPerRequestIsKept()))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("came after number 1");
        }

        @Test
        void refusesAGapAtTheStart() {
            numbers(2);
            assertThat(breaches(new OrderPerRequestIsKept())).hasSize(1);
        }

        @Test
        void refusesTwoEventsOfOneNumber() {
            record(ROUTING, "ServiceRequestRouted", "a", 1, "voirie");
            record(ROUTING, "CaseAcknowledged", "b", 1, "voirie");
            assertThat(breaches(new OrderPerRequestIsKept()))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("second event of that number");
        }

        @Test
        void refusesOneEventUnderTwoNumbers() {
            record(ROUTING, "ServiceRequestRouted", "a", 1, "voirie");
            record(ROUTING, "ServiceRequestRouted", "a", 2, "voirie");
            assertThat(breaches(new OrderPerRequestIsKept()))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("second number");
        }

        private void numbers(int... numbers) {
            for (int number : numbers) {
                record(ROUTING, "ProgressReported", "event-" + number, number, "voirie");
            }
        }
    }

    @Nested
    class OneDepartment {

        private final Guarantee guarantee = new EveryAcknowledgedRequestReachesOneDepartment();

        @Test
        void allowsARequestThatWasRouted() {
            submitted();
            record(ROUTING, "ServiceRequestRouted", "r", 1, "voirie");
            record("department.voirie.requests.v1", "CaseAssigned", "c", 1, "voirie");
            assertThat(breaches(guarantee)).isEmpty();
        }

        @Test
        void allowsARequestThatWaitsInTriage() {
            submitted();
            record(ROUTING, "RoutingDeferred", "r", 1, "");
            assertThat(breaches(guarantee)).isEmpty();
        }

        @Test
        void allowsTheSameEventsPublishedAgain() {
            submitted();
            record(INTAKE, "ServiceRequestSubmitted", "s", 1, "");
            record(ROUTING, "ServiceRequestRouted", "r", 1, "voirie");
            record(ROUTING, "ServiceRequestRouted", "r", 1, "voirie");
            assigned();
            assigned();
            assertThat(breaches(guarantee)).isEmpty();
        }

        @Test
        void allowsANewDepartmentAfterADecline() {
            submitted();
            record(ROUTING, "ServiceRequestRouted", "r", 1, "voirie");
            record(ROUTING, "ResponsibilityDeclined", "d", 2, "voirie");
            record(ROUTING, "ServiceRequestRouted", "r2", 3, "proprete");
            assigned();
            assertThat(breaches(guarantee)).isEmpty();
        }

        @Test
        void allowsARuleToTakeItOnceMoreIsSaid() {
            submitted();
            record(ROUTING, "ServiceRequestRouted", "r", 1, "voirie");
            record(ROUTING, "InformationReceived", "i", 2, "voirie");
            record(ROUTING, "ServiceRequestRouted", "r2", 3, "proprete");
            assigned();
            assertThat(breaches(guarantee)).isEmpty();
        }

        @Test
        void allowsEachPartADepartmentOfItsOwn() {
            submitted();
            record(ROUTING, "ServiceRequestRouted", "r", 1, "voirie");
            record(ROUTING, "CaseSplit", "s2", 2, "voirie");
            record(ROUTING, "ServiceRequestRouted", "p1", 3, "voirie", "part-1");
            record(ROUTING, "ServiceRequestRouted", "p2", 4, "proprete", "part-2");
            record("department.voirie.requests.v1", "CaseAssigned", "c", 1, "voirie", "part-1");
            record("department.proprete.requests.v1", "CaseAssigned", "c2", 1, "proprete", "part-2");
            assertThat(breaches(guarantee)).isEmpty();
        }

        @Test
        void allowsADepartmentThatWorksAtTheDesk() {
            submitted();
            record(ROUTING, "ServiceRequestRouted", "r", 1, "proprete");
            assertThat(breaches(guarantee)).isEmpty();
        }

        @Test
        void refusesADepartmentOnKafkaThatNeverReadOfIt() {
            submitted();
            record(ROUTING, "ServiceRequestRouted", "r", 1, "voirie");
            assertThat(breaches(guarantee))
                    .containsExactly("request request-1 was routed to voirie and isn't on its topic");
        }

        private void assigned() {
            record("department.voirie.requests.v1", "CaseAssigned", "c", 1, "voirie");
        }

        @Test
        void refusesARequestThatReachedNobody() {
            submitted();
            assertThat(breaches(guarantee)).containsExactly("request request-1 was acknowledged and reached nobody");
        }

        @Test
        void refusesARequestThatWasLost() {
            filed.add(new Filed("request-1"));
            assertThat(breaches(guarantee)).hasSize(2);
        }

        @Test
        void refusesARequestSubmittedTwice() {
            submitted();
            record(INTAKE, "ServiceRequestSubmitted", "s2", 2, "");
            record(ROUTING, "ServiceRequestRouted", "r", 1, "voirie");
            assigned();
            assertThat(breaches(guarantee)).hasSize(1).first().asString().contains("submitted 2 times");
        }

        @Test
        void refusesARequestRoutedTwiceWithoutAMove() {
            submitted();
            record(ROUTING, "ServiceRequestRouted", "r", 1, "voirie");
            record(ROUTING, "ServiceRequestRouted", "r2", 2, "proprete");
            assigned();
            assertThat(breaches(guarantee)).hasSize(1).first().asString().contains("routed twice");
        }

        @Test
        void refusesARequestThatNobodyFiled() {
            record(ROUTING, "ServiceRequestRouted", "r", 1, "voirie");
            assertThat(breaches(guarantee)).containsExactly("request request-1 is on Kafka and was never filed");
        }

        @Test
        void refusesACaseWithTwoDepartmentsAtOnce() {
            submitted();
            record(ROUTING, "ServiceRequestRouted", "r", 1, "voirie");
            record("department.voirie.requests.v1", "CaseAssigned", "c", 1, "voirie");
            record("department.proprete.requests.v1", "CaseAssigned", "c2", 1, "proprete");
            assertThat(breaches(guarantee)).hasSize(1).first().asString().contains("at once");
        }

        private void submitted() {
            filed.add(new Filed("request-1"));
            record(INTAKE, "ServiceRequestSubmitted", "s", 1, "");
        }
    }

    @Nested
    class NotifiedOnce {

        private final Guarantee guarantee = new NobodyIsNotifiedTwice(0);

        @Test
        void allowsOneMessageForAnEvent() {
            sent("delivery-1", "event-1 to person-1");
            mail("delivery-1");
            assertThat(breaches(guarantee)).isEmpty();
        }

        @Test
        void countsARepeatUnderTheSameMessageIdApartWhereACrashExplainsIt() {
            sent("delivery-1", "event-1 to person-1");
            mail("delivery-1");
            mail("delivery-1");
            assertThat(breaches(new NobodyIsNotifiedTwice(1))).isEmpty();
            assertThat(NobodyIsNotifiedTwice.repeats(history())).isEqualTo(1);
        }

        @Test
        void refusesARepeatThatNoCrashExplains() {
            sent("delivery-1", "event-1 to person-1");
            mail("delivery-1");
            mail("delivery-1");
            assertThat(breaches(guarantee)).singleElement().asString().contains("crashes explain 0");
        }

        @Test
        void refusesTwoMessagesForOneEvent() {
            sent("delivery-1", "event-1 to person-1");
            sent("delivery-2", "event-1 to person-1");
            mail("delivery-1");
            mail("delivery-2");
            assertThat(breaches(guarantee)).hasSize(1).first().asString().contains("again by delivery-2");
        }

        @Test
        void refusesAMessageThatIsToldOfAsSentTwice() {
            sent("delivery-1", "event-1 to person-1");
            sent("delivery-1", "event-1 to person-1");
            mail("delivery-1");
            assertThat(breaches(guarantee)).singleElement().asString().contains("a second time");
        }

        @Test
        void refusesAMailThatNothingAccountsFor() {
            mail("delivery-1");
            assertThat(breaches(guarantee)).hasSize(1);
        }

        @Test
        void refusesADeliveryWithoutAMail() {
            sent("delivery-1", "event-1 to person-1");
            assertThat(breaches(guarantee)).hasSize(1);
        }

        private void sent(String deliveryId, String cause) {
            published.add(new Published(
                    "notification.deliveries.v1",
                    0,
                    published.size(),
                    "NotificationSent",
                    "told-" + published.size(),
                    "request-1",
                    "",
                    published.size() + 1L,
                    "",
                    deliveryId,
                    cause));
        }

        private void mail(String deliveryId) {
            mails.add(new Mail("personne@exemple.invalid", deliveryId + "@relais.invalid"));
        }
    }

    @Nested
    class NoContactDetail {

        private final NoContactDetailOnKafka guarantee = new NoContactDetailOnKafka(List.of("Zéphyrine Canari"));

        @Test
        void findsACanaryAmongOtherBytes(@TempDir Path folder) throws Exception {
            Files.write(
                    folder.resolve("00000.log"),
                    "\u0000\u0002x Zéphyrine Canari\u0001".getBytes(StandardCharsets.UTF_8));
            assertThat(guarantee.breaches(List.of(folder))).hasSize(1);
        }

        @Test
        void passesOverWhatHoldsNone(@TempDir Path folder) throws Exception {
            Files.write(folder.resolve("00000.log"), "Zéphyrine".getBytes(StandardCharsets.UTF_8));
            assertThat(guarantee.breaches(List.of(folder))).isEmpty();
        }
    }

    private void record(String topic, String type, String eventId, long sequence, String department) {
        record(topic, type, eventId, sequence, department, "request-1");
    }

    private void record(String topic, String type, String eventId, long sequence, String department, String caseId) {
        published.add(new Published(
                topic, 0, published.size(), type, eventId, "request-1", caseId, sequence, department, "", ""));
    }

    private List<String> breaches(Guarantee guarantee) {
        return guarantee.breaches(history());
    }

    private History history() {
        return new History(List.copyOf(filed), List.copyOf(published), List.copyOf(mails), Set.of("voirie"));
    }
}
