package org.relais.intake.action.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.relais.intake.action.ActOnRequest;
import org.relais.intake.action.ActionResult;
import org.relais.intake.action.CitizenAction;
import org.relais.intake.action.EraseRequester;
import org.relais.intake.action.JoinRequest;
import org.relais.intake.body.BodyReader;
import org.relais.intake.body.BodyReader.Result;
import org.relais.intake.body.Members;
import org.relais.intake.body.PayloadDigest;
import org.relais.intake.body.Refusals;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.IdempotencyKey;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.Requester;
import org.relais.intake.limit.FilingLimits;
import org.relais.intake.validation.Violations;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;

/** What citizens do with a filed request. An action is a fact; whether it changes the case is routing's to decide. */
@RestController
@RequestMapping(path = "/api/v1/service-requests/{trackingCode}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Citizen's actions", description = "With the edit token of the filing, in the header Edit-Token.")
class CitizenActionController {

    static final String EDIT_TOKEN = "Edit-Token";

    private final ActOnRequest actOnRequest;
    private final JoinRequest joinRequest;
    private final EraseRequester eraseRequester;
    private final BodyReader bodies;
    private final Refusals refusals;
    private final ActionAnswers answers;
    private final Derivations derivations;
    private final FilingLimits limits;
    private final Problems problems;
    private final Clock clock;

    CitizenActionController(
            ActOnRequest actOnRequest,
            JoinRequest joinRequest,
            EraseRequester eraseRequester,
            BodyReader bodies,
            Refusals refusals,
            ActionAnswers answers,
            Derivations derivations,
            FilingLimits limits,
            Problems problems,
            Clock clock) {
        this.actOnRequest = actOnRequest;
        this.joinRequest = joinRequest;
        this.eraseRequester = eraseRequester;
        this.bodies = bodies;
        this.refusals = refusals;
        this.answers = answers;
        this.derivations = derivations;
        this.limits = limits;
        this.problems = problems;
        this.clock = clock;
    }

    @Operation(
            summary = "Add details or answer a question",
            requestBody =
                    @RequestBody(
                            content = @Content(schema = @Schema(implementation = ActionDrafts.DetailsDraft.class))))
    @ActionResponses
    @PostMapping(path = "/details", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> addDetails(
            @PathVariable String trackingCode,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Caller caller)
            throws IOException {
        return act(trackingCode, request, caller, ActionBodies::details);
    }

    @Operation(
            summary = "Withdraw the request",
            requestBody =
                    @RequestBody(
                            content = @Content(schema = @Schema(implementation = ActionDrafts.WithdrawalDraft.class))))
    @ActionResponses
    @PostMapping(path = "/withdraw", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> withdraw(
            @PathVariable String trackingCode,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Caller caller)
            throws IOException {
        return act(trackingCode, request, caller, ActionBodies::withdrawal);
    }

    @Operation(
            summary = "Confirm the outcome",
            description = "By the one who filed, or by one who joined, each with their own token and for themselves.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(schema = @Schema(implementation = ActionDrafts.ConfirmationDraft.class))))
    @ActionResponses
    @PostMapping(path = "/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> confirm(
            @PathVariable String trackingCode,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Caller caller)
            throws IOException {
        return act(trackingCode, request, caller, ActionBodies::confirmation);
    }

    @Operation(
            summary = "Contest the outcome",
            description =
                    "By the one who filed, or by one who joined, each with their own token and for themselves; also"
                            + " after another confirmed it.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(schema = @Schema(implementation = ActionDrafts.ContestationDraft.class))))
    @ActionResponses
    @PostMapping(path = "/contest", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> contest(
            @PathVariable String trackingCode,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Caller caller)
            throws IOException {
        return act(trackingCode, request, caller, ActionBodies::contestation);
    }

    @Operation(
            summary = "Join a request",
            description = "For another person whom it concerns too. No token is needed; they get one of their own.",
            requestBody =
                    @RequestBody(
                            content = @Content(schema = @Schema(implementation = ActionDrafts.SupportDraft.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Joined.",
            content = @Content(schema = @Schema(implementation = ActionDrafts.JoinedView.class)))
    @ApiResponse(responseCode = "404", description = "No request has this code.")
    @ApiResponse(responseCode = "409", description = "The request is closed or private, or they joined before.")
    @ApiResponse(
            responseCode = "429",
            description = "Too many in a short time from one address or one client; see Retry-After.")
    @PostMapping(path = "/support", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> join(
            @PathVariable String trackingCode,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Caller caller)
            throws IOException {
        Duration wait = limits.countJoining(caller, request.getRemoteAddr());
        if (wait.isPositive()) {
            return refusals.tooMany(wait);
        }
        return switch (bodies.read(request)) {
            case Result.TooLarge tooLarge -> refusals.tooLarge();
            case Result.Unreadable unreadable -> refusals.unreadable(unreadable);
            case Result.Read read -> join(trackingCode, read, request, caller);
        };
    }

    @Operation(
            summary = "Erase the requester's contact details",
            description =
                    "Of the person whose token is shown: the one who filed, or one who joined. Details and their key"
                            + " are deleted, and every reader is told.")
    @ActionResponses
    @DeleteMapping("/requester")
    ResponseEntity<?> erase(
            @PathVariable String trackingCode,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Caller caller) {
        Duration wait = limits.countAction(caller, request.getRemoteAddr());
        if (wait.isPositive()) {
            return refusals.tooMany(wait);
        }
        return answer(eraseRequester.erase(trackingCode, request.getHeader(EDIT_TOKEN), clock.instant()), request);
    }

    private ResponseEntity<?> act(
            String trackingCode, HttpServletRequest request, Caller caller, Function<Members, CitizenAction> reading)
            throws IOException {
        Duration wait = limits.countAction(caller, request.getRemoteAddr());
        if (wait.isPositive()) {
            return refusals.tooMany(wait);
        }
        return switch (bodies.read(request)) {
            case Result.TooLarge tooLarge -> refusals.tooLarge();
            case Result.Unreadable unreadable -> refusals.unreadable(unreadable);
            case Result.Read read -> {
                Violations violations = new Violations();
                Members body = read.members(violations);
                CitizenAction action = reading.apply(body);
                List<String> attachments =
                        action instanceof CitizenAction.AddDetails ? body.texts("attachments") : List.of();
                Long caseVersion = body.integer("caseVersion");
                body.refuseOthers();
                ActOnRequest.Call call = new ActOnRequest.Call(
                        trackingCode,
                        request.getHeader(EDIT_TOKEN),
                        caseVersion,
                        caller.clientId(),
                        idempotencyKey(request, violations),
                        markOf(action, read),
                        clock.instant());
                yield answer(actOnRequest.act(action, attachments, call, violations), request);
            }
        };
    }

    private ResponseEntity<?> join(String trackingCode, Result.Read read, HttpServletRequest request, Caller caller) {
        Violations violations = new Violations();
        Members body = read.members(violations);
        Requester requester = ActionBodies.requester(body.object("requester"));
        String comment = body.text("comment");
        body.refuseOthers();
        JoinRequest.Call call = new JoinRequest.Call(
                trackingCode,
                request.getHeader(HttpHeaders.ACCEPT_LANGUAGE),
                caller.clientId(),
                idempotencyKey(request, violations),
                markOf(read),
                clock.instant());
        return answer(joinRequest.join(requester, comment, call, violations), request);
    }

    private static @Nullable String idempotencyKey(HttpServletRequest request, Violations violations) {
        return IdempotencyKey.checked(request.getHeader(IdempotencyKey.HEADER), violations);
    }

    /** A key that is used for another action says something else, though the body may be the same. */
    private PayloadMark markOf(CitizenAction action, Result.Read read) {
        return action instanceof CitizenAction.AddDetails
                ? markOf(read)
                : derivations.mark(PayloadDigest.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("action", action.getClass().getSimpleName())
                        .set("body", read.object())));
    }

    private PayloadMark markOf(Result.Read read) {
        return derivations.mark(PayloadDigest.of(read.object()));
    }

    private ResponseEntity<?> answer(ActionResult result, HttpServletRequest request) {
        return answers.of(result, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
