package org.relais.intake.open311.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.relais.intake.action.ActionResult;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.limit.FilingLimits;
import org.relais.intake.open311.AddUpdate;
import org.relais.intake.open311.FetchedOutcomes;
import org.relais.intake.open311.Form;
import org.relais.intake.open311.Period;
import org.relais.intake.open311.RequestIndex.UpdateSearch;
import org.relais.intake.open311.Update;
import org.relais.intake.open311.Updates;
import org.relais.intake.open311.web.Document.Fields;
import org.relais.intake.open311.web.Document.Items;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.PublicViews;
import org.relais.intake.validation.Violation;
import org.relais.intake.validation.Violations;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** mySociety's extension: what happened to requests, both ways. */
@Hidden
@RestController
class UpdatesController {

    private static final String PATH = "/open311/v2/servicerequestupdates.{format:xml|json}";
    private static final int MOST = 1_000;
    private static final int LAST_PAGE = 1_000_000;

    private final Jurisdiction jurisdiction;
    private final KeyHolder keyHolder;
    private final Media media;
    private final Updates updates;
    private final AddUpdate addUpdate;
    private final FetchedOutcomes fetchedOutcomes;
    private final FilingLimits limits;
    private final Answers answers;
    private final Clock clock;

    UpdatesController(
            Jurisdiction jurisdiction,
            KeyHolder keyHolder,
            Media media,
            Updates updates,
            AddUpdate addUpdate,
            FetchedOutcomes fetchedOutcomes,
            FilingLimits limits,
            Answers answers,
            Clock clock) {
        this.jurisdiction = jurisdiction;
        this.keyHolder = keyHolder;
        this.media = media;
        this.updates = updates;
        this.addUpdate = addUpdate;
        this.fetchedOutcomes = fetchedOutcomes;
        this.limits = limits;
        this.answers = answers;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> updates(HttpServletRequest request) {
        Form form = new Form(request.getParameterMap());
        return jurisdiction.with(form, request, territory -> {
            Violations violations = new Violations();
            UpdateSearch search = search(form, territory, violations);
            String language = PublicViews.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
            if (!violations.isEmpty()) {
                return answers.errors(violations.all(), request);
            }
            List<Update> found = updates.find(search, language);
            keyHolder.asking(form).ifPresent(holder -> fetchedOutcomes.told(holder, found, clock.instant()));
            return answers.ok(RequestDocuments.updates(found), request);
        });
    }

    private UpdateSearch search(Form form, Territory territory, Violations violations) {
        List<String> ids = form.list("service_request_id");
        return new UpdateSearch(
                territory.jurisdictionId(),
                ids.isEmpty(),
                ids.stream().map(TrackingCode::parse).flatMap(Optional::stream).toList(),
                Period.of(
                        form.text("start_date"),
                        form.text("end_date"),
                        ZoneId.of(territory.timeZone()),
                        clock.instant(),
                        violations),
                Updates.types(),
                territory.listedServices(),
                form.number("page", 1, LAST_PAGE, violations),
                form.number("page_size", MOST, MOST, violations));
    }

    @PostMapping(PATH)
    ResponseEntity<byte[]> add(HttpServletRequest request) {
        return keyHolder.with(
                request,
                (form, holder) -> jurisdiction.with(
                        form,
                        request,
                        territory -> counted(
                                holder,
                                request,
                                () -> media.with(request, holder, pictures -> {
                                    Violations violations = new Violations();
                                    ZoneId zone = ZoneId.of(territory.timeZone());
                                    ActionResult result =
                                            addUpdate.add(form, pictures, holder, zone, clock.instant(), violations);
                                    return answer(result, form, request);
                                }))));
    }

    /** Asks a client that adds too much to wait, before its pictures are kept. */
    private ResponseEntity<byte[]> counted(
            String holder, HttpServletRequest request, Supplier<ResponseEntity<byte[]>> adding) {
        Duration wait = limits.countActionOfClient(holder, request.getRemoteAddr());
        return wait.isPositive()
                ? answers.later(HttpStatus.TOO_MANY_REQUESTS, "too_many_requests", wait.plusSeconds(1), request)
                : adding.get();
    }

    private ResponseEntity<byte[]> answer(ActionResult result, Form form, HttpServletRequest request) {
        return switch (result) {
            case ActionResult.Recorded recorded -> recorded(form, request);
            case ActionResult.Joined joined -> recorded(form, request);
            case ActionResult.RequestUnknown unknown ->
                answers.error(new Violation("/service_request_id", "request_unknown", List.of()), request);
            case ActionResult.TokenMissing missing -> notOurs(request);
            case ActionResult.TokenWrong wrong -> notOurs(request);
            case ActionResult.TerritoryUnknown unknown ->
                answers.later(HttpStatus.SERVICE_UNAVAILABLE, "no_territory_yet", Duration.ofSeconds(5), request);
            case ActionResult.Invalid invalid -> answers.errors(invalid.violations(), request);
            case ActionResult.Impossible impossible ->
                answers.problem(HttpStatus.BAD_REQUEST, impossible.reason().code(), request);
        };
    }

    private ResponseEntity<byte[]> notOurs(HttpServletRequest request) {
        return answers.error(new Violation("/service_request_id", "not_filed_with_key", List.of()), request);
    }

    private ResponseEntity<byte[]> recorded(Form form, HttpServletRequest request) {
        Fields update = new Fields().with("update_id", form.text("update_id"));
        return answers.created(
                Document.of("service_request_updates", new Items("request_update").add(update)), request);
    }
}
