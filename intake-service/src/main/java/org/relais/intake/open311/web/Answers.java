package org.relais.intake.open311.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.relais.intake.open311.web.Document.Fields;
import org.relais.intake.open311.web.Document.Items;
import org.relais.intake.validation.Violation;
import org.relais.platform.problem.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers in the format that the address asks for, errors included. */
@Component
class Answers {

    private static final Set<String> NOT_FOUND =
            Set.of("service_unknown", "jurisdiction_unknown", "request_unknown", "token_unknown");
    private static final Set<String> FORBIDDEN = Set.of("api_key_missing", "api_key_unknown", "not_filed_with_key");

    /** Names of the standard for what our rules point at. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "/serviceCode", "service_code",
            "/location", "lat, long",
            "/location/latitude", "lat",
            "/location/longitude", "long",
            "/location/address", "address_string",
            "/requester/name", "first_name, last_name",
            "/requester/email", "email",
            "/requester/phone", "phone");

    /** What is answered is public, or is asked for with a key that stands in the form: pages from anywhere may be clients. */
    private static final String ANY_PAGE = "*";

    /** Codes whose words speak of other interfaces, and those that speak of this one. */
    private static final Map<String, String> IN_OWN_WORDS = Map.of("service_unknown", "open311_service_unknown");

    private static final String ATTRIBUTE = "/answers/";
    private static final String MEDIA = "/attachments";

    private final DocumentWriter writer;
    private final Problems problems;

    Answers(DocumentWriter writer, Problems problems) {
        this.writer = writer;
        this.problems = problems;
    }

    ResponseEntity<byte[]> ok(Document document, HttpServletRequest request) {
        return answer(ResponseEntity.ok(), document, request);
    }

    ResponseEntity<byte[]> created(Document document, HttpServletRequest request) {
        return answer(
                ResponseEntity.status(HttpStatus.CREATED).header(HttpHeaders.CACHE_CONTROL, "no-store"),
                document,
                request);
    }

    /** Everything that is wrong; the key counts first, then what can't be found. */
    ResponseEntity<byte[]> errors(List<Violation> violations, HttpServletRequest request) {
        HttpStatus status = violations.stream()
                .map(Answers::statusOf)
                .max(Comparator.comparingInt(each -> each == HttpStatus.FORBIDDEN ? 999 : each.value()))
                .orElse(HttpStatus.BAD_REQUEST);
        Items errors = new Items("error");
        violations.forEach(violation -> errors.add(error(statusOf(violation), worded(violation))));
        return answer(ResponseEntity.status(status), Document.of("errors", errors), request);
    }

    ResponseEntity<byte[]> error(Violation violation, HttpServletRequest request) {
        return errors(List.of(violation), request);
    }

    /** One error, in the words of a problem. */
    ResponseEntity<byte[]> problem(HttpStatus status, String code, HttpServletRequest request, Object... arguments) {
        return said(status, problems.problem(status, code, arguments).body(), request);
    }

    /** One error that nothing but its status is known of. */
    ResponseEntity<byte[]> refused(HttpStatusCode status, HttpServletRequest request) {
        return said(status, problems.problem(status).body(), request);
    }

    private ResponseEntity<byte[]> said(HttpStatusCode status, ProblemDetail problem, HttpServletRequest request) {
        String words = Objects.requireNonNullElseGet(problem.getDetail(), () -> Objects.toString(problem.getTitle()));
        return answer(
                ResponseEntity.status(status),
                Document.of("errors", new Items("error").add(error(status, words))),
                request);
    }

    ResponseEntity<byte[]> later(HttpStatus status, String code, Duration wait, HttpServletRequest request) {
        ResponseEntity<byte[]> answer = problem(status, code, request);
        return ResponseEntity.status(status)
                .headers(answer.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())))
                .body(answer.getBody());
    }

    private ResponseEntity<byte[]> answer(
            ResponseEntity.BodyBuilder answer, Document document, HttpServletRequest request) {
        Format format = Format.asked(request);
        return answer.header(HttpHeaders.CONTENT_TYPE, contentType(format, request))
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY_PAGE)
                .body(writer.write(document, format));
    }

    /** Some clients compare the type with what they asked for, letter by letter; XML says its encoding itself. */
    private static String contentType(Format format, HttpServletRequest request) {
        boolean bare = format == Format.XML && format.mediaType().equals(request.getHeader(HttpHeaders.ACCEPT));
        return bare ? format.mediaType() : format.mediaType() + "; charset=utf-8";
    }

    private static Fields error(HttpStatusCode status, String description) {
        return new Fields().with("code", status.value()).with("description", description);
    }

    private static HttpStatus statusOf(Violation violation) {
        if (FORBIDDEN.contains(violation.code())) {
            return HttpStatus.FORBIDDEN;
        }
        return NOT_FOUND.contains(violation.code()) ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST;
    }

    private String worded(Violation violation) {
        String detail = problems.fieldError(
                        violation.pointer(),
                        IN_OWN_WORDS.getOrDefault(violation.code(), violation.code()),
                        violation.arguments().toArray())
                .detail();
        return parameter(violation.pointer()) + ": " + detail;
    }

    private static String parameter(String pointer) {
        String known = PARAMETERS.get(pointer);
        if (known != null) {
            return known;
        }
        if (pointer.startsWith(ATTRIBUTE)) {
            return "attribute[" + pointer.substring(ATTRIBUTE.length()) + "]";
        }
        return pointer.startsWith(MEDIA) ? "media" : pointer.substring(Math.min(1, pointer.length()));
    }
}
