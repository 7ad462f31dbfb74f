package org.relais.intake.browsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.errors;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Outcome;
import org.relais.event.common.v1.Visibility;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.CaseWithdrawn;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.channel.ContactChannel;
import org.relais.intake.channel.ContactOutcome;
import org.relais.intake.channel.InboundContact;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.filing.Requester;
import tools.jackson.databind.JsonNode;

/** What anyone may find among what others asked for, and what not. */
class BrowsingIT {

    private static final String LIST = "/api/v1/service-requests";
    private static final ContactChannel POSTCARD = new ContactChannel("postcard", "COUNTER");

    private final IntakeUnderTest intake = IntakeUnderTest.shared();

    private record Filed(String id, String code) {}

    private Filed file(String service, String description, double latitude, double longitude) {
        HttpResponse<String> answer = intake.file("""
            {"serviceCode": "%s", "description": "%s", "location": {"latitude": %s, "longitude": %s, "address": "12 rue des Lilas"},
             "answers": %s, "requester": {"name": "Ondine Canari", "email": "ondine@canari.example"}}
            """.formatted(
                service, description, latitude, longitude, service.equals("lamp") ? "{\"fault\": \"off\"}" : "{}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new Filed(
                json(answer).path("id").asString(),
                json(answer).path("trackingCode").asString());
    }

    private List<String> listed(String query) {
        HttpResponse<String> answer = intake.get(LIST + "?limit=100&" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> codes = new ArrayList<>();
        json(answer)
                .path("items")
                .forEach(item -> codes.add(item.path("trackingCode").asString()));
        return codes;
    }

    @Test
    void listsTheNewestFirstByServiceAreaStateAndWords() {
        Filed older = file("pothole", "Crevasse au carrefour des Mésanges", 48.86, 2.31);
        Filed newer = file("lamp", "Rien ne s’allume aux mésanges", 48.86, 2.32);
        Filed outside = file("pothole", "Loin des mésanges", 48.95, 2.31);

        assertThat(listed("q=mesanges")).containsExactly(outside.code(), newer.code(), older.code());
        assertThat(listed("q=MÉSANGES+crevasse".replace("É", "%C3%89"))).containsExactly(older.code());
        assertThat(listed("q=mesanges&serviceCode=lamp")).containsExactly(newer.code());
        assertThat(listed("q=mesanges&area=centre")).containsExactly(newer.code(), older.code());
        assertThat(listed("q=mesanges&area=nowhere")).isEmpty();
        assertThat(listed("q=mesanges&status=closed")).isEmpty();
        resolve(older);
        assertThat(listed("q=mesanges&status=closed")).containsExactly(older.code());
        assertThat(listed("q=mesanges&status=open")).containsExactly(outside.code(), newer.code());
    }

    @Test
    void goesOnWhereAPageEnded() {
        List<String> filed = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            filed.addFirst(file("idea", "Kiosque à livres", 48.85, 2.35).code());
        }
        List<String> read = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            JsonNode page = json(intake.get(LIST + "?q=kiosque&limit=2&cursor=" + cursor));
            page.path("items")
                    .forEach(item -> read.add(item.path("trackingCode").asString()));
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : page.path("nextCursor").asString();
            pages++;
        }

        assertThat(read).isEqualTo(filed);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void saysWhatIsWrongWithTheChoice() {
        assertThat(errors(intake.get(LIST + "?status=lost&limit=0&cursor=abc")))
                .containsExactlyInAnyOrder(
                        "?status option_unknown", "?limit not_a_number_up_to", "?cursor cursor_unreadable");
        assertThat(errors(intake.get(LIST + "/look-alikes?serviceCode=nothing&latitude=48.85&longitude=2.35")))
                .containsExactly("?serviceCode service_unknown");
        assertThat(intake.get(LIST + "/look-alikes").statusCode()).isEqualTo(400);
        assertThat(errors(intake.get(LIST + "/look-alikes?serviceCode=pothole&latitude=NaN&longitude=200")))
                .containsExactly("?latitude latitude_out_of_range", "?longitude longitude_out_of_range");
        assertThat(errors(intake.post(
                        LIST + "/look-alikes", "{\"latitude\": \"48\", \"longitude\": 200, \"words\": \"trou\"}")))
                .containsExactlyInAnyOrder(
                        "/serviceCode required",
                        "/latitude wrong_type_number",
                        "/longitude longitude_out_of_range",
                        "/words unknown_field");
        assertThat(errors(intake.post(
                        LIST + "/look-alikes",
                        "{\"serviceCode\": \"nothing\", \"latitude\": 48.85, \"longitude\": 2.35}")))
                .containsExactly("/serviceCode service_unknown");
    }

    @Test
    void listsNoPrivateWithdrawnOrHiddenRequestAndNoContactDetail() {
        Filed shown = file("pothole", "Girouette, écrire à ondine@canari.example", 48.85, 2.36);
        Filed hidden = file("pothole", "Girouette cachée", 48.85, 2.36);
        Filed withdrawn = file("pothole", "Girouette retirée", 48.85, 2.36);
        Filed ofOnePerson = file("home-help", "Girouette intime", 48.85, 2.36);
        Filed ofAServiceThatIsGone = file("pothole", "Girouette d’autrefois", 48.85, 2.36);
        intake.database()
                .update(
                        "UPDATE service_request SET service_code = 'gone' WHERE id = ?",
                        UUID.fromString(ofAServiceThatIsGone.id()));
        intake.database().update("UPDATE service_request SET hidden = true WHERE id = ?", UUID.fromString(hidden.id()));
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, withdrawn.id(), withdrawn(withdrawn));
        await().untilAsserted(() -> assertThat(listed("q=girouette")).containsExactly(shown.code()));

        HttpResponse<String> list = intake.get(LIST + "?q=girouette");
        assertThat(list.body()).contains("[e-mail masqué]").doesNotContain("canari");
        assertThat(json(list).at("/items/0/disclosure").asString()).isEqualTo("masked");
        for (Filed withheld : List.of(hidden, ofOnePerson, ofAServiceThatIsGone)) {
            HttpResponse<String> view = intake.get(LIST + "/" + withheld.code());
            assertThat(view.body()).doesNotContain("Girouette").doesNotContain("Lilas");
            assertThat(json(view).path("disclosure").asString()).isEqualTo("withheld");
        }
        String open311 = intake.get("/open311/v2/requests.json").body();
        assertThat(open311)
                .contains(shown.code())
                .doesNotContain(hidden.code(), ofOnePerson.code(), ofAServiceThatIsGone.code());
        assertThat(intake.get("/open311/v2/requests/" + ofOnePerson.code() + ".json")
                        .body())
                .doesNotContain("Girouette");
    }

    @Test
    void keepsWhatARuleMadePrivateFromEveryListAndFromItsPage() {
        Filed shown = file("pothole", "Belvédère, un trou", 48.8330, 2.2330);
        Filed kept = file("pothole", "Belvédère, un trou pareil", 48.8330, 2.2330);
        route(shown, Visibility.PUBLIC);
        route(kept, Visibility.PRIVATE);

        assertThat(listed("q=belvedere")).containsExactly(shown.code());
        assertThat(intake.get(LIST + "/look-alikes?serviceCode=pothole&latitude=48.8330&longitude=2.2330")
                        .body())
                .contains(shown.code())
                .doesNotContain(kept.code());
        assertThat(intake.get("/open311/v2/requests.json").body())
                .contains(shown.code())
                .doesNotContain(kept.code());
        assertThat(intake.get("/open311/v2/servicerequestupdates.json").body()).doesNotContain(kept.code());
        assertThat(intake.get("/open311/v2/requests/" + kept.code() + ".json").body())
                .doesNotContain("Belvédère");
        HttpResponse<String> view = intake.get(LIST + "/" + kept.code());
        assertThat(view.body()).doesNotContain("Belvédère").doesNotContain("Lilas");
        assertThat(json(view).path("disclosure").asString()).isEqualTo("withheld");
        assertThat(json(view).path("why").isNull()).isTrue();
        assertThat(json(intake.post(LIST + "/" + kept.code() + "/support", "{\"requester\": {}}"))
                        .path("code")
                        .asString())
                .isEqualTo("request_private");
    }

    @Test
    void keepsWhatARuleMayMakePrivateFromThePublicUntilItIsDecided() {
        Filed decided = smell("Campanile, une odeur");
        Filed unsaid = smell("Campanile, encore une odeur");

        assertThat(listed("q=campanile")).isEmpty();
        assertThat(json(intake.get(LIST + "/" + decided.code()))
                        .path("disclosure")
                        .asString())
                .isEqualTo("withheld");
        route(unsaid, Visibility.UNKNOWN);
        route(decided, Visibility.PUBLIC);
        assertThat(listed("q=campanile")).containsExactly(decided.code());
        assertThat(json(intake.get(LIST + "/" + decided.code()))
                        .path("disclosure")
                        .asString())
                .isEqualTo("full");
        assertThat(json(intake.get(LIST + "/" + unsaid.code()))
                        .path("disclosure")
                        .asString())
                .isEqualTo("withheld");
    }

    private Filed smell(String description) {
        HttpResponse<String> answer =
                intake.file("""
                    {"serviceCode": "gas-smell", "description": "%s", "location": {"latitude": 48.84, "longitude": 2.24}}
                    """.formatted(description), "Authorization", "Bearer someone~operator");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new Filed(
                json(answer).path("id").asString(),
                json(answer).path("trackingCode").asString());
    }

    private void route(Filed filed, Visibility visibility) {
        intake.publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                filed.id(),
                ServiceRequestRouted.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(filed.id())
                        .setJurisdictionId(IntakeUnderTest.TERRITORY)
                        .setSequence(1)
                        .setOccurredAt(Instant.now())
                        .setCaseId(filed.id())
                        .setCaseVersion(1)
                        .setStatus("routed")
                        .setDepartment("roads")
                        .setVisibility(visibility)
                        .build());
        await().untilAsserted(() -> assertThat(json(intake.get(LIST + "/" + filed.code()))
                        .path("status")
                        .asString())
                .isEqualTo("routed"));
    }

    @Test
    void findsWhatIsNearOfTheSameServiceOrWithLikeWords() {
        Filed same = file("pothole", "Un grand trou dans la chaussée", 48.8210, 2.2210);
        Filed near = file("pothole", "Autre chose", 48.8215, 2.2210);
        Filed far = file("pothole", "Un grand trou dans la chaussée", 48.8310, 2.2210);
        Filed fixed = file("pothole", "Un trou dans la chaussée, bouché", 48.8211, 2.2211);
        Filed longAgo = file("pothole", "Un trou dans la chaussée, bouché jadis", 48.8211, 2.2211);
        Filed stranger = file("lamp", "Un grand trou dans la chaussée", 48.8210, 2.2210);
        resolve(fixed);
        resolve(longAgo);
        intake.database()
                .update(
                        "UPDATE request_progress SET updated_at = now() - interval '40 days' WHERE request_id = ?",
                        UUID.fromString(longAgo.id()));

        JsonNode found = json(intake.post(LIST + "/look-alikes", """
            {"serviceCode": "pothole", "latitude": 48.8210, "longitude": 2.2210,
             "description": "gros trou, chaussee"}
            """));
        List<String> codes = new ArrayList<>();
        found.path("items")
                .forEach(item -> codes.add(item.at("/request/trackingCode").asString()));

        assertThat(codes).containsExactly(same.code(), fixed.code(), near.code());
        assertThat(codes).doesNotContain(far.code(), stranger.code(), longAgo.code());
        assertThat(found.at("/items/0/metres").asInt()).isZero();
        assertThat(found.at("/items/2/metres").asInt()).isBetween(50, 60);
    }

    @Test
    void offersKindredServicesOnlyWhereTheWordsAreAlike() {
        Filed alike = file("idea", "Planter un tilleul devant la mairie", 48.8440, 2.2440);
        Filed other = file("idea", "Ouvrir la piscine le soir", 48.8440, 2.2440);

        String own = intake.get(LIST + "/look-alikes?serviceCode=home-help&latitude=48.8440&longitude=2.2440")
                .body();
        String ideas = intake.get(
                        LIST + "/look-alikes?serviceCode=idea&latitude=48.8440&longitude=2.2440&description=un+tilleul")
                .body();

        assertThat(own).as("of a private service nothing is like").contains("\"items\":[]");
        assertThat(ideas).contains(alike.code(), other.code());
        assertThat(ideas.indexOf(alike.code())).isLessThan(ideas.indexOf(other.code()));
    }

    @Test
    void listsARequestWithoutACategoryOnceSomebodyHasReadItAndUnderItsServiceOnceThatIsKnown() {
        Filed read = unnamed("postcard-1", "Baromètre penché");
        Filed unread = unnamed("postcard-2", "Baromètre tordu");
        Filed masked = unnamed("postcard-3", "Baromètre volé, écrire à ondine@canari.example");
        Filed found = unnamed("postcard-4", "Baromètre tombé");

        route(read, "triage", null);
        route(unread, "rule", null);
        route(masked, "triage", null);
        route(found, "words", "pothole");

        assertThat(listed("q=barometre")).containsExactly(found.code(), read.code());
        assertThat(listed("q=barometre&serviceCode=pothole")).containsExactly(found.code());
        assertThat(json(intake.get(LIST + "/" + read.code()))
                        .at("/service/name")
                        .asString())
                .isEqualTo("Demande sans catégorie");
        assertThat(intake.get("/suivi/" + read.code()).body()).contains("<h1>Demande sans catégorie</h1>");
        assertThat(intake.get("/open311/v2/requests.json?page_size=100").body())
                .contains(read.code(), "Demande sans catégorie")
                .doesNotContain(unread.code(), masked.code());

        route(found, "triage", "lamp");
        assertThat(listed("q=barometre&serviceCode=lamp")).containsExactly(found.code());
    }

    @Test
    void keepsWhatARuleMayMakePrivateFromThePublicOnceItsServiceIsNamedLater() {
        Filed open = unnamed("postcard-5", "Sémaphore, un trou");
        Filed kept = unnamed("postcard-6", "Sémaphore, une odeur");
        name(open, "postcard-7", "pothole");
        name(kept, "postcard-8", "gas-smell");

        assertThat(listed("q=semaphore")).containsExactly(open.code());
        assertThat(json(intake.get(LIST + "/" + kept.code())).path("disclosure").asString())
                .isEqualTo("withheld");
    }

    private void name(Filed filed, String id, String service) {
        ContactOutcome outcome = intake.part(ReceiveContact.class)
                .receive(new InboundContact(
                        POSTCARD,
                        id,
                        IntakeUnderTest.TERRITORY,
                        UUID.fromString(filed.id()),
                        Requester.ANONYMOUS,
                        "Je précise",
                        "Je précise",
                        null,
                        service,
                        List.of(),
                        List.of(),
                        Instant.now()));
        assertThat(outcome).isInstanceOf(ContactOutcome.Added.class);
    }

    /** By a channel that can't ask back at once. */
    private Filed unnamed(String id, String words) {
        ContactOutcome outcome = intake.part(ReceiveContact.class)
                .receive(InboundContact.ofWords(POSTCARD, id, Requester.ANONYMOUS, words, Instant.now()));
        ContactOutcome.Filed filed = (ContactOutcome.Filed) outcome;
        return new Filed(filed.requestId().toString(), filed.trackingCode().toString());
    }

    private void route(Filed filed, String cause, @Nullable String service) {
        long version = Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT coalesce(max(case_version), 0) + 1 FROM request_progress WHERE request_id = ?::uuid",
                        Long.class,
                        filed.id()));
        intake.publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                filed.id(),
                ServiceRequestRouted.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(filed.id())
                        .setJurisdictionId(IntakeUnderTest.TERRITORY)
                        .setSequence(version)
                        .setOccurredAt(Instant.now())
                        .setCaseId(filed.id())
                        .setCaseVersion(version)
                        .setStatus("routed")
                        .setDepartment("roads")
                        .setCause(cause)
                        .setServiceCode(service)
                        .build());
        await().untilAsserted(() -> assertThat(json(intake.get(LIST + "/" + filed.code()))
                        .path("caseVersion")
                        .asLong())
                .isEqualTo(version));
    }

    private void resolve(Filed filed) {
        intake.publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                filed.id(),
                CaseResolved.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(filed.id())
                        .setJurisdictionId(IntakeUnderTest.TERRITORY)
                        .setSequence(1)
                        .setOccurredAt(Instant.now())
                        .setCaseId(filed.id())
                        .setCaseVersion(4)
                        .setStatus("resolved")
                        .setDepartment("roads")
                        .setOutcome(Outcome.FIXED)
                        .setMessage("Rebouché.")
                        .build());
        await().untilAsserted(() -> assertThat(json(intake.get(LIST + "/" + filed.code()))
                        .path("status")
                        .asString())
                .isEqualTo("resolved"));
    }

    private static CaseWithdrawn withdrawn(Filed filed) {
        return CaseWithdrawn.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(filed.id())
                .setJurisdictionId(IntakeUnderTest.TERRITORY)
                .setSequence(1)
                .setOccurredAt(Instant.now())
                .setCaseId(filed.id())
                .setCaseVersion(2)
                .setStatus("withdrawn")
                .build();
    }
}
