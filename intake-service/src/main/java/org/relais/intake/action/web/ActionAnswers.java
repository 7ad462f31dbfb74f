package org.relais.intake.action.web;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.relais.intake.action.ActionResult;
import org.relais.intake.body.Refusals;
import org.relais.intake.filing.EditToken;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.tracking.PublicViews;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.platform.problem.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers to citizens' actions: the public view as it is now, or why not. */
@Component
class ActionAnswers {

    private static final Duration UNTIL_TERRITORY = Duration.ofSeconds(5);

    private final TrackedRequests requests;
    private final PublicViews views;
    private final Problems problems;
    private final Refusals refusals;

    ActionAnswers(TrackedRequests requests, PublicViews views, Problems problems, Refusals refusals) {
        this.requests = requests;
        this.views = views;
        this.problems = problems;
        this.refusals = refusals;
    }

    ResponseEntity<?> of(ActionResult result, @Nullable String acceptLanguage) {
        return switch (result) {
            case ActionResult.Recorded(TrackingCode code) -> accepted(code, acceptLanguage);
            case ActionResult.Joined(TrackingCode code, EditToken token) ->
                ResponseEntity.created(URI.create("/api/v1/service-requests/" + code))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(new ActionDrafts.JoinedView(code.toString(), token.value()));
            case ActionResult.RequestUnknown unknown ->
                problems.problem(HttpStatus.NOT_FOUND, "request_unknown").response();
            case ActionResult.TokenMissing missing ->
                problems.problem(HttpStatus.UNAUTHORIZED, "edit_token_missing")
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Edit-Token")
                        .response();
            case ActionResult.TokenWrong wrong ->
                problems.problem(HttpStatus.FORBIDDEN, "edit_token_wrong").response();
            case ActionResult.TerritoryUnknown unknown ->
                problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "no_territory_yet")
                        .retryAfter(UNTIL_TERRITORY)
                        .response();
            case ActionResult.Invalid invalid -> refusals.invalid(invalid.violations());
            case ActionResult.Impossible impossible ->
                problems.problem(HttpStatus.CONFLICT, impossible.reason().code())
                        .with("status", impossible.status())
                        .with("caseVersion", impossible.caseVersion())
                        .response();
        };
    }

    private ResponseEntity<?> accepted(TrackingCode code, @Nullable String acceptLanguage) {
        TrackedRequest request = requests.find(code).orElseThrow();
        String language = PublicViews.language(acceptLanguage);
        return ResponseEntity.accepted()
                .header(HttpHeaders.CONTENT_LANGUAGE, language)
                .body(views.view(request, requests.timeline(request.requestId()), language));
    }
}
