package org.relais.intake.pages.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.EditToken;
import org.relais.intake.filing.FilingResult;
import org.relais.intake.filing.IdempotencyKey;
import org.relais.intake.filing.PlaceRules;
import org.relais.intake.filing.Standing;
import org.relais.intake.filing.Submission;
import org.relais.intake.filing.SubmitServiceRequest;
import org.relais.intake.filing.TextRules;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.DraftSubmissions;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.pages.Page;
import org.relais.intake.pages.PageSettings;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Violation;
import org.relais.intake.validation.Violations;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Filing without a network: one page, kept by the browser, whose request waits there until it can be sent. It is sent under a key
 * that the browser chose, so that it is filed once however often the network breaks.
 */
@Page
@Hidden
class OfflineController {

    static final String SENDING = "/demande/envoi";

    private final StepPages pages;
    private final PageFrames frames;
    private final SubmitServiceRequest submitServiceRequest;
    private final Derivations derivations;
    private final PageProblems problems;
    private final PageLimits limits;
    private final PageSettings settings;
    private final Clock clock;

    OfflineController(
            StepPages pages,
            PageFrames frames,
            SubmitServiceRequest submitServiceRequest,
            Derivations derivations,
            PageProblems problems,
            PageLimits limits,
            PageSettings settings,
            Clock clock) {
        this.pages = pages;
        this.frames = frames;
        this.submitServiceRequest = submitServiceRequest;
        this.derivations = derivations;
        this.problems = problems;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
    }

    /** What became of a request that waited. */
    record Sent(String trackingCode, String link) {

        @Override
        public String toString() {
            return "Sent[" + trackingCode + "]";
        }
    }

    record Refused(List<String> problems) {}

    @GetMapping("/demande/hors-ligne")
    String page(Territory territory, Locale locale, Model model) {
        model.addAttribute("groups", pages.groups("", territory, locale.getLanguage()));
        model.addAttribute("asked", pages.allQuestions(territory, locale.getLanguage()));
        model.addAttribute("texts", settings.texts());
        model.addAttribute("unreachable", Unheard.messageKey(settings));
        model.addAttribute("longestText", TextRules.LONGEST_TEXT);
        model.addAttribute("longestLine", TextRules.LONGEST_LINE);
        model.addAttribute("longestAddress", PlaceRules.LONGEST_ADDRESS);
        model.addAttribute("scripts", List.of("/assets/offline.js"));
        return "filing/offline";
    }

    @GetMapping("/service-worker.js")
    @ResponseBody
    ResponseEntity<Resource> worker() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/javascript;charset=utf-8"))
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("service-worker.js"));
    }

    /**
     * Needs no form token: it acts for nobody but who sends it, like the interface for programs. Of several territories it is for the
     * one whose page it was written on.
     */
    @PostMapping(path = SENDING, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @ResponseBody
    ResponseEntity<?> send(
            @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(IdempotencyKey.HEADER) String key,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (frames.selection(form.getFirst(PageFrames.TERRITORY), request)) {
            case Selection.Selected(Territory territory) -> send(form, key, territory, locale, request, response);
            case Selection.Ambiguous ambiguous -> refused("wrong.territory.required", locale);
            case Selection.Unknown unknown -> refused("wrong.territory.unknown", locale);
            case Selection.NoneKnown none ->
                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        };
    }

    private ResponseEntity<?> send(
            MultiValueMap<String, String> form,
            String key,
            Territory territory,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        Violations violations = new Violations();
        IdempotencyKey.checked(key, violations);
        Draft draft = draft(form, territory);
        if (!draft.isAnonymous() && !settings.canTell(draft.text(Draft.EMAIL), draft.text(Draft.PHONE))) {
            violations.add("/requester/email", Unheard.code(settings));
        }
        Submission submission = DraftSubmissions.of(draft, territory, locale.getLanguage());
        limits.count(submission.location(), request, response);
        FilingResult result = submitServiceRequest.submit(
                submission,
                new SubmitServiceRequest.Call(
                        FilingController.CALLER,
                        Standing.PERSON,
                        "WEB",
                        locale.getLanguage(),
                        key,
                        derivations.mark(key.getBytes(StandardCharsets.UTF_8)),
                        clock.instant()),
                violations);
        return switch (result) {
            case FilingResult.Filed(UUID id, TrackingCode code, EditToken token) -> sent(code, token);
            case FilingResult.Replayed(UUID id, TrackingCode code, EditToken token) -> sent(code, token);
            case FilingResult.Refused(List<Violation> wrong) -> refused(wrong, draft, territory, locale);
            case FilingResult.EmergencyCallInstead(String number) ->
                refused(problems.all(List.of(FormProblem.of(Draft.SERVICE, "wrong.emergency", number)), locale));
            case FilingResult.KeyReused reused ->
                ResponseEntity.unprocessableContent().build();
            case FilingResult.NoTerritoryYet none ->
                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        };
    }

    private static Draft draft(MultiValueMap<String, String> form, Territory territory) {
        Draft draft = Draft.EMPTY;
        List<String> names = new ArrayList<>(List.of(
                Draft.DESCRIPTION,
                Draft.SERVICE,
                Draft.ADDRESS,
                Draft.LATITUDE,
                Draft.LONGITUDE,
                Draft.REPLY,
                Draft.NAME,
                Draft.EMAIL,
                Draft.PHONE,
                Draft.PHOTO));
        String service = form.getFirst(Draft.SERVICE);
        territory
                .service(service == null ? "" : service)
                .map(ServiceDefinition::questions)
                .ifPresent(asked -> asked.forEach(question -> names.add(Draft.ANSWER + question.code())));
        for (String name : names) {
            draft = draft.with(name, form.getOrDefault(name, List.of()));
        }
        return draft;
    }

    private static ResponseEntity<Sent> sent(TrackingCode code, EditToken token) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Sent(code.toString(), "/suivi/" + code + "/cle/" + token.value()));
    }

    private ResponseEntity<Refused> refused(List<Violation> wrong, Draft draft, Territory territory, Locale locale) {
        ServiceDefinition service = territory.service(draft.text(Draft.SERVICE)).orElse(null);
        return refused(problems.of(wrong, service, locale));
    }

    private ResponseEntity<Refused> refused(String key, Locale locale) {
        return refused(problems.one(PageFrames.TERRITORY, key, locale));
    }

    private static ResponseEntity<Refused> refused(FormErrors errors) {
        return refused(errors.all().stream().map(FormErrors.FieldProblem::text).toList());
    }

    private static ResponseEntity<Refused> refused(List<String> words) {
        return ResponseEntity.unprocessableContent().body(new Refused(words));
    }
}
