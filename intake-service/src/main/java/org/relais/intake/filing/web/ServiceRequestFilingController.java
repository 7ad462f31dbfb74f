package org.relais.intake.filing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.relais.intake.body.BodyReader;
import org.relais.intake.body.BodyReader.Result;
import org.relais.intake.body.PayloadDigest;
import org.relais.intake.body.Refusals;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.FilingResult;
import org.relais.intake.filing.IdempotencyKey;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.PlaceNotices;
import org.relais.intake.filing.Submission;
import org.relais.intake.filing.SubmitServiceRequest;
import org.relais.intake.limit.FilingLimits;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Violations;
import org.relais.platform.security.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Service requests")
class ServiceRequestFilingController {

    private static final String CHANNEL = "API";

    private final SubmitServiceRequest submitServiceRequest;
    private final PlaceNotices placeNotices;
    private final BodyReader bodies;
    private final Refusals refusals;
    private final FilingAnswers answers;
    private final Derivations derivations;
    private final FilingLimits limits;
    private final FilingStandings standings;
    private final Clock clock;

    ServiceRequestFilingController(
            SubmitServiceRequest submitServiceRequest,
            PlaceNotices placeNotices,
            BodyReader bodies,
            Refusals refusals,
            FilingAnswers answers,
            Derivations derivations,
            FilingLimits limits,
            FilingStandings standings,
            Clock clock) {
        this.submitServiceRequest = submitServiceRequest;
        this.placeNotices = placeNotices;
        this.bodies = bodies;
        this.refusals = refusals;
        this.answers = answers;
        this.derivations = derivations;
        this.limits = limits;
        this.standings = standings;
        this.clock = clock;
    }

    @Operation(
            summary = "File a request",
            description = "Answers when the request is stored durably. With an Idempotency-Key a repeat gets the first"
                    + " answer, marked by the header Idempotent-Replayed.",
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = IdempotencyKey.HEADER,
                            description = "Up to 255 visible ASCII characters; names this request among the caller's.",
                            schema = @Schema(maxLength = IdempotencyKey.LONGEST)),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ServiceRequestDraft.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Filed, or filed before under the same key.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The request's public view.",
                            schema = @Schema(type = "string", format = "uri")),
            content = @Content(schema = @Schema(implementation = FiledRequest.class)))
    @ApiResponse(responseCode = "400", description = "Something is wrong with the request; every error is named.")
    @ApiResponse(responseCode = "403", description = "The token may import, and not into this territory.")
    @ApiResponse(
            responseCode = "422",
            description =
                    "The idempotency key was used for another request, or it is an emergency: call the number named.")
    @ApiResponse(
            responseCode = "429",
            description = "Too many in a short time from one address or one client; see Retry-After.")
    @ApiResponse(responseCode = "503", description = "Nothing can be stored now; see Retry-After.")
    @PostMapping(path = FilingAnswers.PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> file(
            @Parameter(hidden = true) HttpServletRequest request, @Parameter(hidden = true) Caller caller)
            throws IOException {
        return switch (bodies.read(request)) {
            case Result.TooLarge tooLarge -> refusals.tooLarge();
            case Result.Unreadable unreadable -> refusals.unreadable(unreadable);
            case Result.Read read -> file(read, request, caller);
        };
    }

    private ResponseEntity<?> file(Result.Read body, HttpServletRequest request, Caller caller) {
        Violations violations = new Violations();
        String idempotencyKey = IdempotencyKey.checked(request.getHeader(IdempotencyKey.HEADER), violations);
        Submission submission = SubmissionBody.read(body.members(violations));
        Optional<Territory> forbidden = standings.forbidden(caller, submission.jurisdictionId());
        if (forbidden.isPresent()) {
            return answers.forbidden(forbidden.get());
        }
        Duration wait = wait(submission, request, caller);
        if (wait.isPositive()) {
            return refusals.tooMany(wait);
        }
        String language = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        FilingResult result = submitServiceRequest.submit(
                submission,
                new SubmitServiceRequest.Call(
                        caller.clientId(),
                        standings.of(caller, submission.jurisdictionId()),
                        CHANNEL,
                        language,
                        idempotencyKey,
                        idempotencyKey == null ? null : derivations.mark(PayloadDigest.of(body.object())),
                        clock.instant()),
                violations);
        return answers.of(
                result,
                "header:" + IdempotencyKey.HEADER,
                placeNotices.notice(submission, language).orElse(null));
    }

    private Duration wait(Submission submission, HttpServletRequest request, Caller caller) {
        Place place = submission.location();
        return limits.countFiling(
                caller,
                request.getRemoteAddr(),
                place == null ? null : place.latitude(),
                place == null ? null : place.longitude());
    }
}
