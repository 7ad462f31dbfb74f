package org.relais.intake.open311.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.EditToken;
import org.relais.intake.filing.FilingResult;
import org.relais.intake.filing.IdempotencyKey;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.limit.FilingLimits;
import org.relais.intake.open311.FetchedOutcomes;
import org.relais.intake.open311.FileRequest;
import org.relais.intake.open311.Form;
import org.relais.intake.open311.Period;
import org.relais.intake.open311.RequestIndex;
import org.relais.intake.open311.RequestSearch;
import org.relais.intake.open311.web.Document.Fields;
import org.relais.intake.territory.Languages;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.OpenState;
import org.relais.intake.tracking.PublicViews;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.intake.validation.Violation;
import org.relais.intake.validation.Violations;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests: filed, looked up. A request has its id at once, hence a token is but another name for it. */
@Hidden
@RestController
class RequestsController {

    private static final int MOST = 1_000;

    /** With the whole story of each. */
    private static final int MOST_EXTENDED = 100;

    private static final int LAST_PAGE = 1_000_000;

    private final Jurisdiction jurisdiction;
    private final KeyHolder keyHolder;
    private final Media media;
    private final FilingLimits limits;
    private final FileRequest fileRequest;
    private final FetchedOutcomes fetchedOutcomes;
    private final RequestIndex index;
    private final TrackedRequests requests;
    private final PublicViews views;
    private final RequestDocuments documents;
    private final Answers answers;
    private final Clock clock;

    RequestsController(
            Jurisdiction jurisdiction,
            KeyHolder keyHolder,
            Media media,
            FilingLimits limits,
            FileRequest fileRequest,
            FetchedOutcomes fetchedOutcomes,
            RequestIndex index,
            TrackedRequests requests,
            PublicViews views,
            RequestDocuments documents,
            Answers answers,
            Clock clock) {
        this.jurisdiction = jurisdiction;
        this.keyHolder = keyHolder;
        this.media = media;
        this.limits = limits;
        this.fileRequest = fileRequest;
        this.fetchedOutcomes = fetchedOutcomes;
        this.index = index;
        this.requests = requests;
        this.views = views;
        this.documents = documents;
        this.answers = answers;
        this.clock = clock;
    }

    @PostMapping("/open311/v2/requests.{format:xml|json}")
    ResponseEntity<byte[]> file(HttpServletRequest request) {
        return keyHolder.with(
                request,
                (form, holder) -> jurisdiction.with(
                        form,
                        request,
                        territory -> counted(
                                form,
                                holder,
                                request,
                                () -> media.with(request, holder, pictures -> {
                                    Violations violations = new Violations();
                                    String key = IdempotencyKey.checked(
                                            request.getHeader(IdempotencyKey.HEADER), violations);
                                    FileRequest.Call call = new FileRequest.Call(
                                            holder, language(territory, request), key, clock.instant());
                                    return answer(
                                            fileRequest.file(form, pictures, territory, call, violations),
                                            fileRequest
                                                    .notice(form, territory, call.language())
                                                    .orElse(null),
                                            request);
                                }))));
    }

    /** Asks a client that files too much to wait, before its pictures are kept. */
    private ResponseEntity<byte[]> counted(
            Form form, String holder, HttpServletRequest request, Supplier<ResponseEntity<byte[]>> filing) {
        // What is wrong with them is told by the filing.
        Violations elsewhere = new Violations();
        Duration wait = limits.countClient(
                holder,
                request.getRemoteAddr(),
                form.decimal("lat", "/location/latitude", elsewhere),
                form.decimal("long", "/location/longitude", elsewhere));
        return wait.isPositive()
                ? answers.later(HttpStatus.TOO_MANY_REQUESTS, "too_many_requests", wait.plusSeconds(1), request)
                : filing.get();
    }

    private ResponseEntity<byte[]> answer(FilingResult result, @Nullable String notice, HttpServletRequest request) {
        return switch (result) {
            case FilingResult.Filed(UUID id, TrackingCode code, EditToken token) -> filed(code, notice, request);
            case FilingResult.Replayed(UUID id, TrackingCode code, EditToken token) -> filed(code, notice, request);
            case FilingResult.Refused refused -> answers.errors(refused.violations(), request);
            case FilingResult.KeyReused reused ->
                answers.problem(HttpStatus.BAD_REQUEST, "idempotency_key_reused", request);
            case FilingResult.EmergencyCallInstead(String number) ->
                answers.problem(HttpStatus.BAD_REQUEST, "emergency_call_instead", request, number);
            case FilingResult.NoTerritoryYet none ->
                answers.later(HttpStatus.SERVICE_UNAVAILABLE, "no_territory_yet", Duration.ofSeconds(5), request);
        };
    }

    private ResponseEntity<byte[]> filed(TrackingCode code, @Nullable String notice, HttpServletRequest request) {
        return answers.created(
                RequestDocuments.list(List.of(new Fields()
                        .with("service_request_id", code.toString())
                        .with("service_notice", notice)
                        .with("account_id", null))),
                request);
    }

    @GetMapping("/open311/v2/tokens/{token:.+}.{format:xml|json}")
    ResponseEntity<byte[]> token(@PathVariable String token, HttpServletRequest request) {
        return codeOf(token)
                .flatMap(requests::find)
                .map(found -> answers.ok(
                        RequestDocuments.list(List.of(new Fields()
                                .with("service_request_id", found.trackingCode().toString())
                                .with("token", token))),
                        request))
                .orElseGet(() -> answers.error(new Violation("/token", "token_unknown", List.of()), request));
    }

    private Optional<TrackingCode> codeOf(String token) {
        try {
            return index.codeOf(UUID.fromString(token));
        } catch (IllegalArgumentException notAnId) {
            return TrackingCode.parse(token);
        }
    }

    @GetMapping("/open311/v2/requests/{id:.+}.{format:xml|json}")
    ResponseEntity<byte[]> request(@PathVariable String id, HttpServletRequest request) {
        Form form = new Form(request.getParameterMap());
        return jurisdiction.with(
                form,
                request,
                territory -> TrackingCode.parse(id)
                        .flatMap(requests::find)
                        .filter(found -> found.jurisdictionId().equals(territory.jurisdictionId()))
                        .map(found -> shown(List.of(found), form.isTrue("extensions"), form, request))
                        .orElseGet(() -> answers.error(
                                new Violation("/service_request_id", "request_unknown", List.of()), request)));
    }

    @GetMapping("/open311/v2/requests.{format:xml|json}")
    ResponseEntity<byte[]> requests(HttpServletRequest request) {
        Form form = new Form(request.getParameterMap());
        return jurisdiction.with(form, request, territory -> {
            Violations violations = new Violations();
            boolean extensions = form.isTrue("extensions");
            RequestSearch search = search(form, territory, extensions ? MOST_EXTENDED : MOST, violations);
            return violations.isEmpty()
                    ? shown(requests.findAll(index.find(search)), extensions, form, request)
                    : answers.errors(violations.all(), request);
        });
    }

    private RequestSearch search(Form form, Territory territory, int most, Violations violations) {
        form.checkCharacters(violations);
        List<String> ids = form.list("service_request_id");
        if (!ids.isEmpty()) {
            if (ids.size() > most) {
                violations.add("/service_request_id", "too_many_values", Integer.toString(most));
            }
            return new RequestSearch.ByCode(
                    territory.jurisdictionId(),
                    ids.stream()
                            .map(TrackingCode::parse)
                            .flatMap(Optional::stream)
                            .toList());
        }
        return new RequestSearch.ByPeriod(
                territory.jurisdictionId(),
                Period.of(
                        form.text("start_date"),
                        form.text("end_date"),
                        ZoneId.of(territory.timeZone()),
                        clock.instant(),
                        violations),
                form.list("service_code"),
                territory.listedServices(),
                states(form.list("status"), violations),
                form.number("page", 1, LAST_PAGE, violations),
                form.number("page_size", most, most, violations));
    }

    private static List<OpenState> states(List<String> words, Violations violations) {
        List<OpenState> states = new ArrayList<>();
        for (String word : words) {
            OpenState.ofWord(word)
                    .ifPresentOrElse(states::add, () -> violations.add("/status", "option_unknown", "open, closed"));
        }
        return states.stream().distinct().toList();
    }

    private ResponseEntity<byte[]> shown(
            List<TrackedRequest> found, boolean extensions, Form form, HttpServletRequest request) {
        keyHolder.asking(form).ifPresent(holder -> fetchedOutcomes.shown(holder, found, clock.instant()));
        Map<UUID, List<TimelineEntry>> timelines = extensions
                ? requests.timelines(
                        found.stream().map(TrackedRequest::requestId).toList())
                : Map.of();
        String language = PublicViews.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return answers.ok(
                RequestDocuments.list(found.stream()
                        .map(each -> views.view(each, timelines.getOrDefault(each.requestId(), List.of()), language))
                        .map(view -> documents.request(view, extensions))
                        .toList()),
                request);
    }

    private static String language(Territory territory, HttpServletRequest request) {
        return Languages.choose(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), territory.languages());
    }
}
