package org.relais.intake.open311;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.Outcome;
import org.relais.event.routing.v1.CaseContested;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.attachment.TestPictures;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** GeoReport v2, as its clients see it. */
class Open311IT {

    private static final String BASE = "/open311/v2/";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final IntakeUnderTest intake = IntakeUnderTest.shared();

    private static String form(String... pairs) {
        List<String> encoded = new ArrayList<>();
        for (int index = 0; index < pairs.length; index += 2) {
            encoded.add(encoded(pairs[index]) + "=" + encoded(pairs[index + 1]));
        }
        return String.join("&", encoded);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> post(String resource, String... pairs) {
        return intake.upload(BASE + resource, FORM, form(pairs).getBytes(StandardCharsets.US_ASCII));
    }

    private static String[] pothole(String description, String... more) {
        List<String> pairs = new ArrayList<>(List.of(
                "api_key",
                IntakeUnderTest.OPEN311_KEY,
                "service_code",
                "pothole",
                "lat",
                "48.85",
                "long",
                "2.35",
                "description",
                description));
        pairs.addAll(List.of(more));
        return pairs.toArray(String[]::new);
    }

    private String filed(String description) {
        HttpResponse<String> answer = post("requests.json", pothole(description));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).path(0).path("service_request_id").asString();
    }

    private static Element xml(HttpResponse<String> answer) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (Exception notXml) {
            throw new AssertionError(answer.body(), notXml);
        }
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    /** {@code status: code description} of the first error. */
    private static String error(HttpResponse<String> answer) {
        JsonNode error = json(answer).path(0);
        return answer.statusCode() + ": " + error.path("code").asInt() + " "
                + error.path("description").asString();
    }

    @Test
    void tellsClientsWhereItIs() {
        HttpResponse<String> answer = intake.get("/open311/discovery.xml");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow().toLowerCase(Locale.ROOT))
                .startsWith("text/xml")
                .contains("charset=utf-8");
        assertThat(answer.body()).startsWith("<?xml");
        Element discovery = xml(answer);
        assertThat(discovery.getTagName()).isEqualTo("discovery");
        assertThat(text(discovery, "contact")).contains("mairie@testville.example");
        assertThat(text(discovery, "specification")).isEqualTo("http://wiki.open311.org/GeoReport_v2");
        assertThat(text(discovery, "url")).endsWith("/open311/v2/");
        JsonNode json = json(intake.get("/open311/discovery.json"));
        assertThat(json.path("endpoints").path(0).path("formats").path(1).asString())
                .isEqualTo("application/json");
    }

    @Test
    void answersWithTheBareTypeThatSomeClientsCompare() {
        assertThat(intake.get(BASE + "services.xml", "Accept", "text/xml")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("text/xml");
    }

    @Test
    void listsServicesAndDefinesThem() {
        JsonNode services = json(intake.get(BASE + "services.json", "Accept-Language", "en"));

        assertThat(services.isArray()).isTrue();
        JsonNode pothole = services.path(0);
        assertThat(pothole.path("service_code").asString()).isEqualTo("pothole");
        assertThat(pothole.path("service_name").asString()).isEqualTo("Pothole");
        assertThat(pothole.path("metadata").asBoolean()).isTrue();
        assertThat(pothole.path("type").asString()).isEqualTo("realtime");
        assertThat(pothole.path("keywords").asString()).isEqualTo("hole");
        assertThat(pothole.path("group").asString()).isEqualTo("Roads");
        Element definition = xml(intake.get(BASE + "services/pothole.xml"));
        assertThat(definition.getTagName()).isEqualTo("service_definition");
        assertThat(definition.getElementsByTagName("attribute").getLength()).isEqualTo(4);
        Element depth = (Element) definition.getElementsByTagName("attribute").item(0);
        assertThat(text(depth, "datatype")).isEqualTo("singlevaluelist");
        assertThat(text(depth, "key")).isEqualTo("deep");
        assertThat(error(intake.get(BASE + "services/unknown.json"))).startsWith("404: 404 service_code");
        assertThat(error(intake.get(BASE + "services.json?jurisdiction_id=elsewhere")))
                .startsWith("404: 404 jurisd");
        assertThat(intake.get(BASE + "services.json?jurisdiction_id=testville").statusCode())
                .isEqualTo(200);
    }

    @Test
    void filesARequestAndShowsItMasked() {
        HttpResponse<String> answer = post(
                "requests.xml",
                pothole(
                        "Écrire à zelie@canari.example, signé Zélie Ouragan",
                        "first_name",
                        "Zélie",
                        "last_name",
                        "Ouragan",
                        "email",
                        "zelie@canari.example",
                        "phone",
                        "06 12 34 56 78",
                        "attribute[depth]",
                        "deep",
                        "address_string",
                        "12 rue des Lilas",
                        "account_id",
                        "",
                        "media_url",
                        "https://photos.example/1.jpg"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        Element filed = xml(answer);
        assertThat(filed.getTagName()).isEqualTo("service_requests");
        String code = text(filed, "service_request_id");
        JsonNode request = json(intake.get(BASE + "requests/" + code + ".json")).path(0);
        assertThat(request.path("status").asString()).isEqualTo("open");
        assertThat(request.path("description").asString())
                .isEqualTo("Écrire à [e-mail masqué], signé [nom masqué]\n\nhttps://photos.example/1.jpg");
        assertThat(request.path("lat").asDouble()).isEqualTo(48.85);
        assertThat(request.path("address").asString()).isEqualTo("12 rue des Lilas");
        assertThat(request.path("requested_datetime").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(request.has("service_notice")).isTrue();
        ServiceRequestSubmitted submitted =
                (ServiceRequestSubmitted) events(code, 1).getFirst();
        assertThat(submitted.getChannel()).isEqualTo(Channel.OPEN311);
        assertThat(submitted.getContactable()).isTrue();
        assertThat(submitted.getAnswers().getFirst().getValues()).containsExactly("deep");
    }

    @Test
    void passesEveryPictureKeptElsewhereOnWhateverTheLengthOfTheWords() {
        String words = "é".repeat(4_000);

        HttpResponse<String> answer = post(
                "requests.json",
                pothole(
                        words,
                        "media_url",
                        "https://photos.example/1.jpg",
                        "media_url",
                        "https://photos.example/2.jpg",
                        "media_url[]",
                        "https://photos.example/3.jpg"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String code = json(answer).path(0).path("service_request_id").asString();
        assertThat(json(intake.get(BASE + "requests/" + code + ".json"))
                        .path(0)
                        .path("description")
                        .asString())
                .isEqualTo(words + "\n\nhttps://photos.example/1.jpg\nhttps://photos.example/2.jpg"
                        + "\nhttps://photos.example/3.jpg");
        assertThat(error(post("requests.json", pothole(words + "é", "media_url", "https://photos.example/1.jpg"))))
                .startsWith("400: 400 description");
        assertThat(error(post("requests.json", pothole("Un trou", "media_url", "C:\\photo.jpg"))))
                .startsWith("400: 400 media_url");

        assertThat(post(
                                "servicerequestupdates.json",
                                update(
                                        code,
                                        "p1",
                                        "OPEN",
                                        "2026-11-25T10:00:00Z",
                                        words,
                                        "media_url",
                                        "https://photos.example/4.jpg"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(events(code, 2).get(1))
                .isInstanceOfSatisfying(
                        DetailsAdded.class,
                        added -> assertThat(added.getDescription())
                                .isEqualTo(words + "\n\nhttps://photos.example/4.jpg"));
    }

    @Test
    void asksAClientThatFilesTooMuchInOnePlaceToWait() {
        for (int number = 0; number < 30; number++) {
            assertThat(potholeFromAfar(number).statusCode())
                    .as("request " + number)
                    .isEqualTo(201);
        }
        HttpResponse<String> answer = potholeFromAfar(30);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(xml(answer).getTagName()).isEqualTo("errors");
        assertThat(text(xml(answer), "code")).isEqualTo("429");
    }

    @Test
    void asksAClientThatUpdatesTooMuchToWait() {
        byte[] update = form(update("0000-0000", "hasty", "OPEN", "2026-11-25T10:00:00Z", "Un mot"))
                .getBytes(StandardCharsets.US_ASCII);
        HttpResponse<String> answer;
        int taken = -1;
        do {
            answer = intake.upload(BASE + "servicerequestupdates.xml", FORM, update, "X-Forwarded-For", "203.0.113.96");
            taken++;
        } while (answer.statusCode() == 404);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(taken).isBetween(20, 25);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(text(xml(answer), "code")).isEqualTo("429");
    }

    private HttpResponse<String> potholeFromAfar(int number) {
        String[] there = pothole("Trou numéro " + number);
        there[Arrays.asList(there).indexOf("48.85")] = "48.8931";
        return intake.upload(
                BASE + "requests.xml",
                FORM,
                form(there).getBytes(StandardCharsets.US_ASCII),
                "X-Forwarded-For",
                "203.0.113.93");
    }

    @Test
    void readsFormsWithFilesFromWhoeverShowsAKeyAndFewFromOthers() {
        String part = "--b\r\nContent-Disposition: form-data; name=\"api_key\"\r\n\r\n%s\r\n--b--\r\n";
        HttpResponse<String> answer = multipart(part.formatted("wrong"), "203.0.113.94");
        int refused = 0;
        while (refused < 100 && answer.statusCode() == 403) {
            answer = multipart(part.formatted("wrong"), "203.0.113.94");
            refused++;
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(error(answer)).startsWith("429: 429 ");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(refused).isBetween(30, 50);

        for (int number = 0; number < 40; number++) {
            assertThat(multipart(part.formatted(IntakeUnderTest.OPEN311_KEY), "203.0.113.95")
                            .statusCode())
                    .as("with a key, form " + number)
                    .isEqualTo(400);
        }
    }

    private HttpResponse<String> multipart(String body, String from) {
        return intake.upload(
                BASE + "requests.json",
                "multipart/form-data; boundary=b",
                body.getBytes(StandardCharsets.US_ASCII),
                "X-Forwarded-For",
                from);
    }

    @Test
    void saysOfAFormThatIsTooLargeHowLargeItMayBe() {
        byte[] large = form(pothole("é".repeat(250_000))).getBytes(StandardCharsets.US_ASCII);

        assertThat(error(intake.upload(BASE + "requests.json", FORM, large, "Accept-Language", "en")))
                .isEqualTo("400: 400 The form cannot be read: it is malformed, or too large (at most 1 MB without"
                        + " files, 50 MB with files).");
        assertThat(xml(intake.upload(BASE + "requests.xml", FORM, large)).getTagName())
                .isEqualTo("errors");
    }

    @Test
    void takesOneRequestFromAClientThatAsksTwice() {
        String first = filed("Un trou, demandé deux fois");

        assertThat(filed("Un trou, demandé deux fois")).isEqualTo(first);
        assertThat(filed("Un autre trou")).isNotEqualTo(first);
    }

    @Test
    void takesPicturesWhateverTheFormCallsThemAndWhateverItsBoundary() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String[] pairs = pothole("Un trou photographié");
        for (int index = 0; index < pairs.length; index += 2) {
            body.writeBytes(("--===123===\r\nContent-Disposition: form-data; name=\"" + pairs[index] + "\"\r\n\r\n"
                            + pairs[index + 1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--===123===\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(TestPictures.jpeg(61, 40));
        body.writeBytes("\r\n--===123===--\r\n".getBytes(StandardCharsets.US_ASCII));

        HttpResponse<String> answer =
                intake.upload(BASE + "requests.json", "multipart/form-data; boundary====123===", body.toByteArray());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        HttpResponse<String> repeat =
                intake.upload(BASE + "requests.json", "multipart/form-data; boundary====123===", body.toByteArray());
        assertThat(repeat.body()).isEqualTo(answer.body());
        String code = json(answer).path(0).path("service_request_id").asString();
        JsonNode request = json(intake.get(BASE + "requests/" + code + ".json?extensions=true"))
                .path(0);
        assertThat(request.path("description").asString()).isEqualTo("Un trou photographié");
        String media = request.path("media_url").asString();
        assertThat(media).startsWith("http://localhost:8080/api/v1/attachments/");
        assertThat(intake.get(media.substring("http://localhost:8080".length())).statusCode())
                .isEqualTo(200);
        assertThat(request.path("extended_attributes").path("detailed_status").asString())
                .isEqualTo("submitted");
        assertThat(request.path("notes").path(0).path("type").asString()).isEqualTo("service_request_submitted");
    }

    @Test
    void namesWhatIsWrongInTheWordsOfTheStandard() {
        assertThat(error(post("requests.json", "service_code", "pothole"))).startsWith("403: 403 api_key");
        assertThat(error(post("requests.json", "service_code", "pothole", "api_key", "wrong")))
                .startsWith("403: 403 api_key");
        HttpResponse<String> answer = post(
                "requests.json",
                "api_key",
                IntakeUnderTest.OPEN311_KEY,
                "service_code",
                "pothole",
                "lat",
                "abc",
                "attribute[depth]",
                "bottomless",
                "email",
                "nobody");
        assertThat(answer.statusCode()).isEqualTo(400);
        List<String> named = new ArrayList<>();
        json(answer)
                .forEach(error -> named.add(error.path("description").asString().split(":")[0]));
        assertThat(named).contains("lat", "attribute[depth]", "email");
        assertThat(error(post(
                        "requests.json",
                        "api_key",
                        IntakeUnderTest.OPEN311_KEY,
                        "service_code",
                        "unknown",
                        "lat",
                        "48.85",
                        "long",
                        "2.35")))
                .startsWith("404: 404 service_code")
                .contains("services.xml")
                .doesNotContain("/api/");
        assertThat(error(post(
                        "requests.json",
                        "api_key",
                        IntakeUnderTest.OPEN311_KEY,
                        "service_code",
                        "gas-smell",
                        "lat",
                        "48.85",
                        "long",
                        "2.35")))
                .startsWith("400: 400 ")
                .contains("112");
        Element errors = xml(post("requests.xml", "service_code", "pothole"));
        assertThat(errors.getTagName()).isEqualTo("errors");
        assertThat(text(errors, "code")).isEqualTo("403");
        assertThat(error(intake.get("/open311/v2/nothing.json"))).startsWith("404: 404 ");
        assertThat(xml(intake.get("/open311/v3/services")).getTagName()).isEqualTo("errors");
        assertThat(error(intake.get(BASE + "requests/0000-0000.json"))).startsWith("404: 404 service_request_id");
    }

    @Test
    void readsAnAddressWithASlashTooMany() {
        for (String address :
                List.of("/open311/v2//services.xml", "//open311/v2/services.xml", "/open311/v2/services.xml/")) {
            assertThat(xml(intake.get(address)).getTagName()).as(address).isEqualTo("services");
        }
        HttpResponse<String> filed = post("/requests.json/", pothole("Un trou derrière deux barres"));
        assertThat(filed.statusCode()).as(filed.body()).isEqualTo(201);
        assertThat(json(filed).path(0).path("service_request_id").asString()).isNotEmpty();
    }

    @Test
    void saysInTheWordsOfTheStandardWhatIsRefusedUnread() {
        for (String address : List.of("services;x=1.json", "requests/%2e%2e/x.json", "requests/K7QF%2F29MD.json")) {
            assertThat(error(intake.get(BASE + address, "Accept-Language", "en")))
                    .as(address)
                    .isEqualTo("400: 400 This call can’t be read: check the address and its parameters.");
        }
        for (String address : List.of("services;x=1.xml", "requests/K7QF%2F29MD.xml")) {
            Element errors = xml(intake.get(BASE + address));
            assertThat(errors.getTagName()).as(address).isEqualTo("errors");
            assertThat(text(errors, "code")).as(address).isEqualTo("400");
        }
    }

    @Test
    void saysThatAFormIsExpectedWhereTheBodyIsNone() {
        byte[] json = "{\"api_key\": \"%s\", \"service_code\": \"pothole\"}"
                .formatted(IntakeUnderTest.OPEN311_KEY)
                .getBytes(StandardCharsets.UTF_8);

        for (String resource : List.of("requests.json", "servicerequestupdates.json")) {
            for (String type : List.of("application/json", "text/plain")) {
                assertThat(error(intake.upload(BASE + resource, type, json)))
                        .as(resource + " " + type)
                        .startsWith("400: 400 ")
                        .contains(FORM, "multipart/form-data");
            }
        }
        HttpResponse<String> allInTheAddress = intake.upload(
                BASE + "requests.json?" + form(pothole("Un trou dit d’avance")), "text/plain", new byte[0]);
        assertThat(allInTheAddress.statusCode()).as(allInTheAddress.body()).isEqualTo(201);
    }

    @Test
    void saysWhichMethodsAnAddressTakes() {
        assertThat(allowed("requests.json")).containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
        assertThat(allowed("servicerequestupdates.xml")).containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
        assertThat(allowed("services.json")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
    }

    private List<String> allowed(String resource) {
        return List.of(intake.options(BASE + resource)
                .headers()
                .firstValue("Allow")
                .orElseThrow()
                .split(", ?"));
    }

    @Test
    void readsAFormInTheEncodingThatItDeclares() {
        String latin = form(pothole("Un trou au ")) + "caf%E9";
        String utf8 = form(pothole("Un trou au ")) + "caf%C3%A9s";

        assertThat(description(intake.upload(
                        BASE + "requests.json",
                        FORM + "; charset=ISO-8859-1",
                        latin.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("Un trou au café");
        assertThat(description(intake.upload(BASE + "requests.json", FORM, utf8.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("Un trou au cafés");
    }

    @Test
    void refusesAFormInAnEncodingThatNobodyKnows() {
        String form =
                form("api_key", IntakeUnderTest.OPEN311_KEY, "service_code", "pothole", "lat", "48.85", "long", "2.35");
        for (String type : List.of(FORM + "; charset=x-klingon", "multipart/form-data; boundary=b; charset=\"?\"")) {
            HttpResponse<String> answer = intake.upload(
                    BASE + "requests.json", type, form.getBytes(StandardCharsets.UTF_8), "Accept-Language", "en");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(json(answer).path(0).path("description").asString())
                    .startsWith("The encoding “" + (type.endsWith("klingon") ? "x-klingon" : "?")
                            + "” that Content-Type declares");
        }
        HttpResponse<String> page = intake.upload(
                "/demande",
                FORM + "; charset=x-klingon",
                "a=b".getBytes(StandardCharsets.UTF_8),
                "Accept",
                "text/html");
        HttpResponse<String> problem =
                intake.upload("/demande", FORM + "; charset=x-klingon", "a=b".getBytes(StandardCharsets.UTF_8));
        assertThat(page.statusCode()).isEqualTo(415);
        assertThat(page.body()).contains("<html lang=\"fr\"", "Encodage inconnu", "« x-klingon »", "UTF-8");
        assertThat(problem.statusCode()).isEqualTo(415);
        assertThat(json(problem).path("detail").asString()).contains("« x-klingon »", "UTF-8");
    }

    private String description(HttpResponse<String> filing) {
        assertThat(filing.statusCode()).as(filing.body()).isEqualTo(201);
        String code = json(filing).path(0).path("service_request_id").asString();
        return json(intake.get(BASE + "requests/" + code + ".json"))
                .path(0)
                .path("description")
                .asString();
    }

    @Test
    void namesTheStatusesThatAnUpdateMayBearWhereItBearsNone() {
        String code = filed("Un trou mal nommé");

        assertThat(error(post("servicerequestupdates.json", update(code, "w1", "zz", later(), "Toujours là"))))
                .startsWith("400: 400 status: ")
                .contains("OPEN, CLOSED, REOPEN")
                .contains("ACTION_SCHEDULED");
        assertThat(post("servicerequestupdates.json", update(code, "w1", "fixed", later(), "Comblé"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void theServiceNoticeSaysWhoAnswersAtAPlaceBeyondTheBorder() {
        String[] there = pothole("Un trou chez les voisins");
        there[Arrays.asList(there).indexOf("2.35")] = "2.6";

        JsonNode filed = json(post("requests.json", there)).path(0);

        assertThat(filed.path("service_request_id").asString()).isNotBlank();
        assertThat(filed.path("service_notice").asString())
                .isEqualTo("Cet endroit est hors de Testville : adressez-vous à Rivebois"
                        + " (https://rivebois.example/signaler, +33 1 99 00 30 00).");
        assertThat(text(xml(post("requests.xml", there)), "service_notice")).contains("Rivebois");
        assertThat(json(post("requests.json", pothole("Un trou chez nous")))
                        .path(0)
                        .path("service_notice")
                        .isNull())
                .isTrue();
    }

    @Test
    void takesATokenOfTheIssuerAsAKey() {
        assertThat(post(
                                "requests.json",
                                "api_key",
                                "gateway~open311",
                                "service_code",
                                "pothole",
                                "lat",
                                "48.85",
                                "long",
                                "2.35")
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("requests.json", "api_key", "roads~department", "service_code", "pothole")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void givesTheIdBehindAToken() {
        String code = filed("Un trou pour un jeton");
        String id = requestId(code);

        JsonNode found = json(intake.get(BASE + "tokens/" + id + ".json")).path(0);

        assertThat(found.path("service_request_id").asString()).isEqualTo(code);
        assertThat(found.path("token").asString()).isEqualTo(id);
        assertThat(error(intake.get(BASE + "tokens/" + UUID.randomUUID() + ".json")))
                .startsWith("404: 404 token");
    }

    @Test
    void findsRequestsByIdServiceTimeAndStatus() {
        String open = filed("Un trou ouvert");
        String closed = filed("Un trou bouché");
        resolve(closed);

        assertThat(codes("service_request_id=" + closed + "," + open + ",0000-0000&status=open"))
                .containsExactly(closed, open);
        assertThat(codes("status=open&service_code=pothole")).contains(open).doesNotContain(closed);
        assertThat(codes("status=closed&service_code=pothole,lamp"))
                .contains(closed)
                .doesNotContain(open);
        assertThat(codes("status=closed,open&service_code=lamp")).doesNotContain(open, closed);
        assertThat(codes("start_date=2026-01-01T00:00:00Z&end_date=2026-01-31")).isEmpty();
        assertThat(codes("end_date=" + LocalDate.now(ZoneId.of("Europe/Paris"))))
                .as("until the day's end")
                .contains(open);
        assertThat(codes("start_date=2026-11-01T00:00:00&end_date=2026-11-01+10:00:00"))
                .as("by the territory's clocks")
                .isEmpty();
        assertThat(codes("page_size=5000&page=1")).contains(open);
        assertThat(codes("page_size=1")).hasSize(1);
        assertThat(codes("page_size=1&page=2")).hasSize(1).isNotEqualTo(codes("page_size=1&page=1"));
        assertThat(error(intake.get(BASE + "requests.json?start_date=2026-01-01&end_date=2026-12-31")))
                .startsWith("400: 400 end_date");
        assertThat(error(intake.get(BASE + "requests.json?start_date=hier&status=vague&page=0")))
                .startsWith("400: 400 start_date");
        JsonNode found = json(intake.get(BASE + "requests/" + closed + ".json", "Accept-Language", "en"))
                .path(0);
        assertThat(found.path("status").asString()).isEqualTo("closed");
        assertThat(found.path("status_notes").asString()).isEqualTo("fixed: Rebouché ce matin.");
        assertThat(found.path("agency_responsible").asString()).isEqualTo("Roads");
    }

    @Test
    void tellsOfUpdatesAndTakesThem() {
        String code = filed("Un trou suivi");
        resolve(code);

        Element updates = xml(intake.get(BASE + "servicerequestupdates.xml?service_request_id=" + code));
        assertThat(updates.getTagName()).isEqualTo("service_request_updates");
        assertThat(text(updates, "status")).isEqualTo("closed");
        assertThat(text(updates, "description")).contains("Rebouché ce matin.");
        assertThat(text(updates, "service_request_id")).isEqualTo(code);
        assertThat(json(intake.get(BASE + "servicerequestupdates.json?service_request_id=" + code + ",no-id"))
                        .size())
                .isEqualTo(1);
        assertThat(json(intake.get(BASE + "servicerequestupdates.json?service_request_id=no-id,12345"))
                        .isEmpty())
                .as("ids that are none are nobody's")
                .isTrue();
        fetch(code, IntakeUnderTest.OPEN311_KEY);
        String[] contestation = update(code, "c1", "OPEN", later(), "Toujours là");
        HttpResponse<String> posted = post("servicerequestupdates.json", contestation);
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
        assertThat(post("servicerequestupdates.json", contestation).body()).isEqualTo(posted.body());
        assertThat(json(posted).path(0).path("update_id").asString()).isEqualTo("c1");
        assertThat(events(code, 2).get(1))
                .isInstanceOfSatisfying(
                        OutcomeContested.class,
                        contested -> assertThat(contested.getReason()).isEqualTo("Toujours là"));
    }

    private static String[] update(
            String code, String updateId, String status, String at, String words, String... more) {
        List<String> pairs = new ArrayList<>(List.of(
                "api_key",
                IntakeUnderTest.OPEN311_KEY,
                "service_request_id",
                code,
                "update_id",
                updateId,
                "status",
                status,
                "updated_datetime",
                at,
                "description",
                words));
        pairs.addAll(List.of(more));
        return pairs.toArray(String[]::new);
    }

    @Test
    void aCommentJudgesOnlyAnOutcomeThatWasFetchedBeforeItWasWritten() {
        String code = filed("Un trou commenté");
        resolve(code);
        fetch(code, IntakeUnderTest.OTHER_OPEN311_KEY);
        intake.get(BASE + "servicerequestupdates.json?service_request_id=" + code);
        assertRemarks(
                code,
                1,
                update(code, "j1", "CLOSED", later(), "Merci"),
                update(code, "j2", "OPEN", later(), "Toujours là"),
                update(code, "j3", "investigating", later(), "Ah bon"));

        fetch(code, IntakeUnderTest.OPEN311_KEY);
        assertRemarks(
                code,
                4,
                update(code, "j4", "OPEN", "2026-11-25T10:00:00Z", "Écrit avant"),
                update(code, "j5", "CLOSED", later(), "C’est bouché"));
        assertThat(error(post("servicerequestupdates.json", update(code, "j6", "OPEN", "hier", "Toujours là"))))
                .startsWith("400: 400 updated_datetime");

        assertThat(post("servicerequestupdates.json", update(code, "j7", "OPEN", later(), "Pas bouché"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(events(code, 7).getLast()).isInstanceOf(OutcomeContested.class);
    }

    @Test
    void theWordToReopenContestsWhatWasAnsweredBefore() {
        String code = filed("Un trou à rouvrir");
        resolve(code);
        assertRemarks(code, 1, update(code, "o1", "REOPEN", "2026-11-20T09:59:59Z", "Encore là"));

        assertThat(post("servicerequestupdates.json", update(code, "o2", "REOPEN", "2026-11-20 11:00:01", "Pas bouché"))
                        .statusCode())
                .as("a second later, by the clocks there")
                .isEqualTo(201);
        assertThat(events(code, 3).getLast()).isInstanceOf(OutcomeContested.class);
    }

    @Test
    void aRequestThatIsShownAsClosedTellsItsOutcomeToo() {
        String code = filed("Un trou demandé");
        resolve(code);
        intake.get(BASE + "requests/" + code + ".json?api_key=" + IntakeUnderTest.OPEN311_KEY);

        post("servicerequestupdates.json", update(code, "q1", "OPEN", later(), "Pas bouché"));

        assertThat(events(code, 2).getLast()).isInstanceOf(OutcomeContested.class);
    }

    @Test
    void countsNoOutcomeAsFetchedThatCameWhileTheRequestWasShown() {
        String code = filed("Un trou montré entre-temps");
        TrackedRequest read = tracked(code);
        resolve(code);
        UUID outcome = Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT event_id FROM timeline_entry WHERE request_id = ? AND type = 'case_resolved'",
                        UUID.class,
                        read.requestId()));
        String holder = Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT open311_holder FROM service_request WHERE id = ?", String.class, read.requestId()));
        FetchedOutcomes fetched = intake.part(FetchedOutcomes.class);

        fetched.shown(holder, List.of(read), Instant.now());
        assertThat(fetched.fetchedAt(holder, outcome)).isEmpty();

        fetched.shown(holder, List.of(tracked(code)), Instant.now());
        assertThat(fetched.fetchedAt(holder, outcome)).isPresent();
    }

    private TrackedRequest tracked(String code) {
        return TrackingCode.parse(code)
                .flatMap(intake.part(TrackedRequests.class)::find)
                .orElseThrow();
    }

    private void fetch(String code, String key) {
        assertThat(intake.get(BASE + "servicerequestupdates.json?service_request_id=" + code + "&api_key=" + key)
                        .statusCode())
                .isEqualTo(200);
    }

    private static String later() {
        return Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void assertRemarks(String code, int before, String[]... comments) {
        for (String[] comment : comments) {
            HttpResponse<String> posted = post("servicerequestupdates.json", comment);
            assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
            assertThat(json(posted).path(0).path("update_id").asString()).isEqualTo(comment[5]);
        }
        List<Object> events = events(code, before + comments.length);
        assertThat(events.subList(before, events.size()))
                .as("remarks that change nothing")
                .hasOnlyElementsOfType(DetailsAdded.class);
    }

    @Test
    void anUpdateThatIsSentAgainIsTheSameWhateverBecameOfTheRequest() {
        String code = filed("Un trou dont la réponse se perd");
        String[] details = update(code, "r1", "OPEN", "2026-11-19T10:00:00Z", "Côté pair");
        post("servicerequestupdates.json", details);
        resolve(code);
        HttpResponse<String> detailsAgain = post("servicerequestupdates.json", details);
        fetch(code, IntakeUnderTest.OPEN311_KEY);
        String[] contestation = update(code, "r2", "OPEN", later(), "Toujours là");
        post("servicerequestupdates.json", contestation);
        contest(code);
        HttpResponse<String> contestationAgain = post("servicerequestupdates.json", contestation);

        assertThat(detailsAgain.statusCode()).as(detailsAgain.body()).isEqualTo(201);
        assertThat(contestationAgain.statusCode()).as(contestationAgain.body()).isEqualTo(201);
        assertThat(post("servicerequestupdates.json", update(code, "r3", "OPEN", "2026-11-25T11:00:00Z", "Encore"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(events(code, 4))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("ServiceRequestSubmitted", "DetailsAdded", "OutcomeContested", "DetailsAdded");
    }

    @Test
    void takesAnUpdateOfAnOpenRequestAsDetailsAndNoneForRequestsOfOthers() {
        String code = filed("Un trou à préciser");
        String[] details = update(code, "d1", "OPEN", "2026-11-25T10:00:00Z", "Côté pair");

        post("servicerequestupdates.xml", details);
        post("servicerequestupdates.xml", details);

        assertThat(events(code, 2).get(1))
                .isInstanceOfSatisfying(
                        DetailsAdded.class,
                        added -> assertThat(added.getDescription()).isEqualTo("Côté pair"));
        String other = json(intake.file(
                        "{\"serviceCode\": \"pothole\", \"description\": \"x\", \"location\": {\"address\": \"y\"}}"))
                .path("trackingCode")
                .asString();
        assertThat(error(post(
                        "servicerequestupdates.json",
                        update(other, "e1", "OPEN", "2026-11-25T10:00:00Z", "Pas la mienne"))))
                .startsWith("403: 403 service_request_id");
        assertThat(error(post(
                        "servicerequestupdates.json",
                        "api_key",
                        IntakeUnderTest.OPEN311_KEY,
                        "service_request_id",
                        code)))
                .startsWith("400: 400 status");
    }

    @Test
    void onlyTheHolderWhoseKeyFiledARequestSpeaksForItsPerson() {
        String code = filed("Un trou d’ici");
        String[] foreign = update(code, "h1", "OPEN", "2026-11-25T10:00:00Z", "Pas la sienne");
        foreign[1] = IntakeUnderTest.OTHER_OPEN311_KEY;

        assertThat(error(post("servicerequestupdates.json", foreign))).startsWith("403: 403 service_request_id");

        intake.database()
                .update("UPDATE service_request SET open311_holder = NULL WHERE id = ?::uuid", requestId(code));
        assertThat(error(post(
                        "servicerequestupdates.json", update(code, "h2", "OPEN", "2026-11-25T10:00:00Z", "D’avant"))))
                .as("filed before it was kept with whose key")
                .startsWith("403: 403 service_request_id");
        assertThat(events(code, 1)).hasSize(1);
    }

    private List<String> codes(String query) {
        List<String> codes = new ArrayList<>();
        json(intake.get(BASE + "requests.json?" + query))
                .forEach(request -> codes.add(request.path("service_request_id").asString()));
        return codes;
    }

    private void resolve(String code) {
        String id = requestId(code);
        intake.publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                id,
                CaseResolved.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(id)
                        .setJurisdictionId(IntakeUnderTest.TERRITORY)
                        .setSequence(1)
                        .setOccurredAt(Instant.parse("2026-11-20T10:00:00Z"))
                        .setCaseId(id)
                        .setCaseVersion(4)
                        .setStatus("resolved")
                        .setDepartment("roads")
                        .setOutcome(Outcome.FIXED)
                        .setMessage("Rebouché ce matin.")
                        .build());
        await().untilAsserted(() -> assertThat(json(intake.get(BASE + "requests/" + code + ".json"))
                        .path(0)
                        .path("status")
                        .asString())
                .isEqualTo("closed"));
    }

    private void contest(String code) {
        String id = requestId(code);
        intake.publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                id,
                CaseContested.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(id)
                        .setJurisdictionId(IntakeUnderTest.TERRITORY)
                        .setSequence(2)
                        .setOccurredAt(Instant.parse("2026-11-25T10:00:01Z"))
                        .setCaseId(id)
                        .setCaseVersion(5)
                        .setStatus("contested")
                        .setDepartment("roads")
                        .build());
        await().untilAsserted(() -> assertThat(codes("status=open")).contains(code));
    }

    private String requestId(String code) {
        return json(intake.get("/api/v1/service-requests/" + code)).path("id").asString();
    }

    private List<Object> events(String code, int count) {
        String id = requestId(code);
        await().untilAsserted(() -> assertThat(intake.published(id)).hasSize(count));
        List<ConsumerRecord<String, byte[]>> events = intake.published(id);
        return events.stream().map(intake::decoded).toList();
    }
}
