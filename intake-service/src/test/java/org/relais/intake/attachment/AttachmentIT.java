package org.relais.intake.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.intake.IntakeUnderTest;
import tools.jackson.databind.JsonNode;

/** Pictures on their way: sent, named by a request, shown, erased, swept. */
class AttachmentIT {

    private static final String PATH = "/api/v1/attachments";

    private final IntakeUnderTest intake = IntakeUnderTest.shared();

    private HttpResponse<String> sendAsBody(byte[] bytes) {
        return intake.upload(PATH, "image/jpeg", bytes);
    }

    private HttpResponse<String> sendAsForm(byte[] bytes, String declaredType) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../photo.exe\"\r\n"
                        + "Content-Type: " + declaredType + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(bytes);
        form.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return intake.upload(PATH, "multipart/form-data; boundary=b", form.toByteArray());
    }

    private String sent(byte[] bytes) {
        return json(sendAsBody(bytes)).path("id").asString();
    }

    /** One that no other test sends: equal bytes are kept once. */
    private String sentOfSize(int width, int height) {
        return sent(TestPictures.jpeg(width, height));
    }

    private HttpResponse<String> file(String... attachments) {
        return intake.file(pothole(attachments));
    }

    private static String pothole(String... attachments) {
        return """
            {"serviceCode": "pothole", "description": "Un trou en photo", "location": {"latitude": 48.85, "longitude": 2.35},
             "attachments": [%s]}
            """.formatted(String.join(
                ", ", Arrays.stream(attachments).map(id -> '"' + id + '"').toList()));
    }

    @Test
    void servesNoPictureOfARequestThatWasTakenOffEveryPublicFace() {
        String id = sentOfSize(311, 113);
        String filed = json(file(id)).path("id").asString();
        assertThat(intake.get(PATH + "/" + id).statusCode()).isEqualTo(200);

        intake.database().update("UPDATE service_request SET hidden = true WHERE id = ?", UUID.fromString(filed));

        assertThat(intake.get(PATH + "/" + id).statusCode()).isEqualTo(404);
        assertThat(intake.get(PATH + "/" + id + "/thumbnail").statusCode()).isEqualTo(404);
        assertThat(intake.get(PATH + "/" + id, "Authorization", "Bearer roads~department")
                        .statusCode())
                .isEqualTo(200);
        assertThat(intake.get(PATH + "/" + id, "Authorization", "Bearer someone~operator~~" + IntakeUnderTest.TERRITORY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(intake.get(PATH + "/" + id, "Authorization", "Bearer someone~operator~~elsewhere.example")
                        .statusCode())
                .isEqualTo(404);
        assertThat(intake.get(PATH + "/" + id, "Authorization", "Bearer partner~import")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void keepsAPhotoAndServesItWithHeadersThatLetItDoNothing() {
        HttpResponse<String> answer = sendAsForm(TestPictures.jpegHeld(6, 300, 200), "text/html");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode kept = json(answer);
        assertThat(kept.path("contentType").asString()).isEqualTo("image/jpeg");
        assertThat(kept.path("width").asInt()).isEqualTo(200);
        assertThat(kept.path("height").asInt()).isEqualTo(300);
        String id = kept.path("id").asString();
        assertThat(answer.headers().firstValue("Location")).hasValue(PATH + "/" + id);
        HttpResponse<byte[]> picture = intake.download(PATH + "/" + id);
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.body()).hasSize(kept.path("bytes").asInt());
        assertThat(new String(picture.body(), StandardCharsets.ISO_8859_1)).doesNotContain(TestPictures.SECRET);
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(picture.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(picture.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; sandbox");
        assertThat(picture.headers().firstValue("Content-Disposition"))
                .hasValue("inline; filename=\"" + id + ".jpeg\"");
        assertThat(picture.headers().allValues("Cache-Control"))
                .containsExactly("private, max-age=31536000, immutable");
        String tag = picture.headers().firstValue("ETag").orElseThrow();
        assertThat(intake.get(PATH + "/" + id, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(intake.download(PATH + "/" + id + "/thumbnail").statusCode()).isEqualTo(200);
        assertThat(intake.get(PATH + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(intake.get(PATH + "/../../etc/passwd").statusCode()).isIn(400, 404);
    }

    @Test
    void refusesWhatIsNoPictureOrTooMuchAndKeepsNothingOfIt() throws IOException {
        assertThat(code(sendAsForm("<html>".getBytes(StandardCharsets.UTF_8), "image/jpeg")))
                .isEqualTo("415 attachment_type_not_accepted");
        assertThat(code(sendAsBody(TestPictures.pngThatClaims(20_000, 20_000))))
                .isEqualTo("413 attachment_too_many_pixels");
        assertThat(code(sendAsBody(Arrays.copyOf(TestPictures.jpeg(8, 8), 11 << 20))))
                .startsWith("413");
        assertThat(code(sendAsForm(Arrays.copyOf(TestPictures.jpeg(8, 8), 11 << 20), "image/jpeg")))
                .isEqualTo("413 attachment_too_large");
        assertThat(code(sendAsBody(new byte[0]))).isEqualTo("400 invalid_request");
        assertThat(code(sendAsBody(TestPictures.jpegWithScans(1_000)))).isEqualTo("400 attachment_damaged");

        assertThat(files("incoming")).isEmpty();
    }

    @Test
    void keepsNothingOfAnUploadThatBreaksOff() throws IOException {
        Integer before = intake.database().queryForObject("SELECT count(*) FROM attachment_content", Integer.class);

        try (Socket socket = new Socket("localhost", intake.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\n"
                            + "Content-Length: 100000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(TestPictures.jpeg(300, 200));
            out.flush();
            await().untilAsserted(() -> assertThat(files("incoming")).isNotEmpty());
        }

        await().untilAsserted(() -> assertThat(files("incoming")).isEmpty());
        assertThat(intake.database().queryForObject("SELECT count(*) FROM attachment_content", Integer.class))
                .isEqualTo(before);
    }

    @Test
    void givesTheRequestItsPicturesInTheEventAndInPublic() {
        String first = sentOfSize(101, 50);
        String second = sentOfSize(102, 50);

        HttpResponse<String> answer = file(second, first);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = json(answer).path("id").asString();
        await().untilAsserted(() -> assertThat(intake.published(id)).isNotEmpty());
        ServiceRequestSubmitted submitted =
                (ServiceRequestSubmitted) intake.decoded(intake.published(id).getFirst());
        assertThat(submitted.getAttachments()).containsExactly(second, first);
        JsonNode view = json(intake.get(
                "/api/v1/service-requests/" + json(answer).path("trackingCode").asString()));
        assertThat(view.path("attachments").path(0).path("url").asString()).isEqualTo(PATH + "/" + second);
        assertThat(view.path("attachments")).hasSize(2);
    }

    @Test
    void namesWhatIsWrongWithEachAttachment() {
        String free = sentOfSize(103, 50);
        String used = sentOfSize(104, 50);
        file(used);

        assertThat(IntakeUnderTest.errors(
                        file(free, free, used, "a1", UUID.randomUUID().toString())))
                .containsExactlyInAnyOrder(
                        "/attachments/1 attachment_repeated",
                        "/attachments/2 attachment_used",
                        "/attachments/3 attachment_unknown",
                        "/attachments/4 attachment_unknown");
        assertThat(IntakeUnderTest.errors(
                        file(IntStream.range(0, 11).mapToObj(n -> free).toArray(String[]::new))))
                .containsExactly("/attachments too_many_attachments");
        assertThat(file(free).statusCode()).isEqualTo(201);
    }

    @Test
    void givesOneAttachmentToOneRequestHoweverManyNameItAtOnce() throws Exception {
        String picture = sentOfSize(105, 50);
        Callable<Integer> filing = () -> file(picture).statusCode();

        List<Integer> answers;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = callers
                    .invokeAll(IntStream.range(0, 12).mapToObj(n -> filing).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(answers).containsOnlyOnce(201).containsOnly(201, 400);
    }

    @Test
    void givesARepeatItsFirstAnswerThoughItsPicturesAreTaken() {
        String key = UUID.randomUUID().toString();
        String body = pothole(sentOfSize(106, 50));

        HttpResponse<String> first = intake.file(body, "Idempotency-Key", key);
        HttpResponse<String> repeat = intake.file(body, "Idempotency-Key", key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(first.body());
    }

    @Test
    void addsPicturesToAFiledRequestAndErasesAllWithThePerson() throws IOException {
        String filedWith = sentOfSize(107, 50);
        String added = sentOfSize(108, 50);
        JsonNode filed = json(file(filedWith));
        String path = "/api/v1/service-requests/" + filed.path("trackingCode").asString();
        String[] token = {"Edit-Token", filed.path("editToken").asString()};

        HttpResponse<String> answer = intake.post(path + "/details", "{\"attachments\": [\"" + added + "\"]}", token);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String id = filed.path("id").asString();
        await().untilAsserted(() -> assertThat(intake.published(id)).hasSize(2));
        assertThat(((DetailsAdded) intake.decoded(intake.published(id).get(1))).getAttachments())
                .containsExactly(added);
        assertThat(json(intake.get(path)).path("attachments")).hasSize(2);
        assertThat(IntakeUnderTest.errors(
                        intake.post(path + "/details", "{\"attachments\": [\"" + added + "\"]}", token)))
                .containsExactly("/attachments attachment_used");

        Path kept = keptOf(added);
        assertThat(kept).exists();
        assertThat(intake.delete(path + "/requester", token).statusCode()).isEqualTo(202);
        assertThat(intake.get(PATH + "/" + filedWith).statusCode()).isEqualTo(404);
        assertThat(intake.get(PATH + "/" + added).statusCode()).isEqualTo(404);
        assertThat(json(intake.get(path)).path("attachments")).isEmpty();
        intake.bean(Attachments.class).sweepBytes();
        assertThat(kept).doesNotExist();
    }

    @Test
    void sweepsWhatNoRequestNamedWithinADayAndKeepsWhatAnotherStillNeeds() throws IOException {
        String forgotten = sentOfSize(109, 50);
        String twin = sentOfSize(109, 50);
        String alone = sentOfSize(110, 50);
        Path shared = keptOf(twin);
        Path own = keptOf(alone);
        file(twin);
        for (String id : List.of(forgotten, twin, alone)) {
            intake.database()
                    .update(
                            "UPDATE attachment SET uploaded_at = uploaded_at - interval '25 hours' WHERE id = ?",
                            UUID.fromString(id));
        }

        intake.bean(SweepAttachments.class).sweep(Instant.now());

        assertThat(intake.get(PATH + "/" + forgotten).statusCode()).isEqualTo(404);
        assertThat(intake.get(PATH + "/" + alone).statusCode()).isEqualTo(404);
        assertThat(own).doesNotExist();
        assertThat(intake.get(PATH + "/" + twin).statusCode()).isEqualTo(200);
        assertThat(shared).exists();
    }

    private Path keptOf(String id) {
        String digest = Objects.requireNonNull(intake.database()
                .queryForObject("SELECT digest FROM attachment WHERE id = ?", String.class, UUID.fromString(id)));
        return intake.attachments()
                .resolve("kept")
                .resolve(digest.substring(0, 2))
                .resolve(digest.substring(2));
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(intake.attachments().resolve(folder))) {
            return files.toList();
        }
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + json(answer).path("code").asString();
    }
}
