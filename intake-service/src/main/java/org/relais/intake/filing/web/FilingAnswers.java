package org.relais.intake.filing.web;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.body.Refusals;
import org.relais.intake.filing.EditToken;
import org.relais.intake.filing.FilingResult;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.territory.Territory;
import org.relais.platform.problem.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What came of a filing, as REST. */
@Component
class FilingAnswers {

    static final String PATH = "/api/v1/service-requests";
    static final String REPLAYED = "Idempotent-Replayed";

    private static final Duration UNTIL_TERRITORY = Duration.ofSeconds(5);

    private final Refusals refusals;
    private final Problems problems;

    FilingAnswers(Refusals refusals, Problems problems) {
        this.refusals = refusals;
        this.problems = problems;
    }

    /**
     * @param key where the idempotency key stands
     * @param notice what to tell the person of the place, if anything
     */
    ResponseEntity<?> of(FilingResult result, String key, @Nullable String notice) {
        return switch (result) {
            case FilingResult.Filed(UUID id, TrackingCode code, EditToken token) ->
                created(id, code, token, false, notice);
            case FilingResult.Replayed(UUID id, TrackingCode code, EditToken token) ->
                created(id, code, token, true, notice);
            case FilingResult.Refused refused -> refusals.invalid(refused.violations());
            case FilingResult.KeyReused reused ->
                problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency_key_reused")
                        .error(key, "idempotency_key_reused")
                        .response();
            case FilingResult.EmergencyCallInstead(String number) ->
                problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "emergency_call_instead", number)
                        .with("emergencyNumber", number)
                        .response();
            case FilingResult.NoTerritoryYet none ->
                problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "no_territory_yet")
                        .retryAfter(UNTIL_TERRITORY)
                        .response();
        };
    }

    ResponseEntity<ProblemDetail> forbidden(Territory territory) {
        return problems.problem(HttpStatus.FORBIDDEN, "territory_not_yours", territory.jurisdictionId())
                .response();
    }

    private static ResponseEntity<FiledRequest> created(
            UUID id, TrackingCode code, EditToken token, boolean replayed, @Nullable String notice) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.created(URI.create(PATH + "/" + code))
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (replayed) {
            answer.header(REPLAYED, "true");
        }
        return answer.body(new FiledRequest(id.toString(), code.toString(), "submitted", token.value(), notice));
    }
}
