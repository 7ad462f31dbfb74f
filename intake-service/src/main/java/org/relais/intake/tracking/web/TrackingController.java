package org.relais.intake.tracking.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.tracking.PublicView;
import org.relais.intake.tracking.PublicViews;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.platform.problem.Problems;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

@RestController
@Tag(name = "Service requests")
class TrackingController {

    private final TrackedRequests requests;
    private final PublicViews views;
    private final Problems problems;

    TrackingController(TrackedRequests requests, PublicViews views, Problems problems) {
        this.requests = requests;
        this.views = views;
        this.problems = problems;
    }

    @Operation(
            summary = "What became of a request",
            description =
                    "Status, who has it and why, expected date, timeline; no personal data. The code may be written in"
                            + " any case, with or without its hyphen, with O for 0 and I or L for 1.")
    @ApiResponse(
            responseCode = "200",
            description = "The public view.",
            content = @Content(schema = @Schema(implementation = PublicView.class)))
    @ApiResponse(responseCode = "304", description = "Unchanged since the given ETag.")
    @ApiResponse(responseCode = "404", description = "No request has this code.")
    @GetMapping(path = "/api/v1/service-requests/{trackingCode}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Nullable
    ResponseEntity<?> view(
            @Parameter(example = "K7QF-29MD") @PathVariable String trackingCode,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable
                    String acceptLanguage,
            @Parameter(hidden = true) ServletWebRequest webRequest) {
        TrackedRequest request =
                TrackingCode.parse(trackingCode).flatMap(requests::find).orElse(null);
        if (request == null) {
            return problems.problem(HttpStatus.NOT_FOUND, "request_unknown").response();
        }
        String language = PublicViews.language(acceptLanguage);
        String tag = views.tag(request, language);
        if (webRequest.checkNotModified(tag)) {
            return null;
        }
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.noCache())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language)
                .body(views.view(request, requests.timeline(request.requestId()), language));
    }
}
