package org.relais.intake.pages.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.EditToken;
import org.relais.intake.filing.FilingResult;
import org.relais.intake.filing.Standing;
import org.relais.intake.filing.Submission;
import org.relais.intake.filing.SubmitServiceRequest;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.DraftKey;
import org.relais.intake.pages.DraftSubmissions;
import org.relais.intake.pages.Drafts;
import org.relais.intake.pages.Drafts.Kept;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.pages.Page;
import org.relais.intake.pages.Step;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Violation;
import org.relais.intake.validation.Violations;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Files a request step by step. What is typed is kept with every step, right or wrong; a step that is right leads to the first one
 * that isn't answered. Sending twice, from wherever, leads to the one request.
 */
@Page
@Hidden
@RequestMapping("/demande")
class FilingController {

    /** Whose idempotency keys these are. */
    static final String CALLER = "citizens-pages";

    /** Some times what a request with long answers to many questions holds. */
    private static final int LONGEST_DRAFT = 100_000;

    private static final String TO_START = "redirect:/demande/" + Step.WHAT.path();

    /** Said where a form came of a request that isn't kept any more. */
    private static final String GONE = "perdue";

    /** Said where another territory was chosen since the page was shown from which a request is sent. */
    private static final String ELSEWHERE = "ailleurs";

    /** Names the territory to which the page says that the request goes. */
    private static final String TO = "to";

    private final Drafts drafts;
    private final DraftCookies cookies;
    private final StepPages pages;
    private final StepForms forms;
    private final DraftLookAlikes besides;
    private final SubmitServiceRequest submitServiceRequest;
    private final Derivations derivations;
    private final PageProblems problems;
    private final PageLimits limits;
    private final Clock clock;

    FilingController(
            Drafts drafts,
            DraftCookies cookies,
            StepPages pages,
            StepForms forms,
            DraftLookAlikes besides,
            SubmitServiceRequest submitServiceRequest,
            Derivations derivations,
            PageProblems problems,
            PageLimits limits,
            Clock clock) {
        this.drafts = drafts;
        this.cookies = cookies;
        this.pages = pages;
        this.forms = forms;
        this.besides = besides;
        this.submitServiceRequest = submitServiceRequest;
        this.derivations = derivations;
        this.problems = problems;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping
    String start() {
        return TO_START;
    }

    @GetMapping("/{path}")
    String show(
            @PathVariable String path,
            Territory territory,
            Locale locale,
            HttpServletRequest request,
            Model model,
            @RequestParam(required = false) @Nullable String problems) {
        Step step = stepAt(path);
        Kept kept = kept(request);
        if (kept instanceof Kept.Filed(TrackingCode code) && step != Step.WHAT) {
            return filed(code);
        }
        Draft draft = kept instanceof Kept.Open(Draft open) ? open : Draft.EMPTY;
        ServiceDefinition service = service(draft, territory);
        Step next = Step.next(draft, service);
        if (step.compareTo(next) > 0 || !Step.of(draft, service).contains(step)) {
            return to(next);
        }
        if (step == Step.CHECK) {
            model.addAttribute(TO, territory.jurisdictionId());
            model.addAttribute(
                    "sending", cookies.key(request).map(drafts::idempotencyKey).orElse(null));
        }
        FormErrors errors = switch (problems) {
            case null -> FormErrors.NONE;
            case LargeForms.TOO_LARGE -> this.problems.one(Draft.PHOTO, "wrong.photo.form_too_large", locale);
            case GONE -> this.problems.one(Draft.DESCRIPTION, "wrong.draft.gone", locale);
            case ELSEWHERE -> this.problems.one("main", "wrong.territory.changed", locale);
            case LargeForms.TOO_MANY -> this.problems.one(Draft.PHOTO, "wrong.photo.forms_later", locale);
            case String any -> errors(step, draft, territory, locale);
        };
        return pages.show(step, draft, errors, null, territory, locale, model);
    }

    @PostMapping("/{path}")
    String answer(
            @PathVariable String path,
            @RequestParam MultiValueMap<String, String> form,
            Territory territory,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Step step = stepAt(path);
        Kept kept = kept(request);
        if (kept instanceof Kept.Filed(TrackingCode code) && step != Step.WHAT) {
            return filed(code);
        }
        Draft draft = kept instanceof Kept.Open(Draft open) ? open : Draft.EMPTY;
        if (step == Step.CHECK) {
            if (form.containsKey(TO) && !territory.jurisdictionId().equals(form.getFirst(TO))) {
                return to(Step.CHECK) + "?problems=" + ELSEWHERE;
            }
            return kept == null
                    ? TO_START + "?problems=" + GONE
                    : send(draft, territory, locale, request, response, model);
        }
        StepForms.Taken taken = forms.take(step, draft, form, territory, request);
        if (taken.emergency() != null) {
            return "redirect:/demande/urgence/" + taken.emergency();
        }
        Draft typed = taken.draft();
        FormErrors errors = !taken.problems().isEmpty()
                ? problems.all(taken.problems(), locale)
                : taken.stays() ? FormErrors.NONE : errors(step, typed, territory, locale);
        boolean well = errors.isEmpty() && !taken.stays() && !isToldOfBorder(step, typed, form, territory, locale);
        if (typed.length() > LONGEST_DRAFT) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
        if (!(kept instanceof Kept.Open) && limits.isTooManyDrafts(request, response)) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            FormErrors later = problems.one(Draft.DESCRIPTION, "wrong.too.many", locale);
            return pages.show(step, typed, later, null, territory, locale, model);
        }
        Draft answered = besides.of(typed.answered(step, well), step, territory, clock.instant());
        DraftKey key = kept instanceof Kept.Open ? cookies.key(request).orElseThrow() : cookies.newKey();
        cookies.set(key, request, response);
        drafts.save(key, answered, clock.instant());
        if (well) {
            Step next = Step.next(answered, service(answered, territory));
            return to(next) + (kept == null && next.compareTo(step) < 0 ? "?problems=" + GONE : "");
        }
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return pages.show(step, answered, errors, form.getFirst(StepForms.WORDS), territory, locale, model);
    }

    /** Whoever shows a place beyond the border is told first who answers there, and may file all the same. */
    private boolean isToldOfBorder(
            Step step, Draft typed, MultiValueMap<String, String> form, Territory territory, Locale locale) {
        return step == Step.PLACE
                && !form.containsKey(StepForms.BEYOND_BORDER)
                && pages.beyond(typed, territory, locale.getLanguage()).isPresent();
    }

    /** An emergency isn't filed: the page says whom to call. */
    @GetMapping("/urgence/{code}")
    String emergency(@PathVariable String code, Territory territory, Locale locale, Model model) {
        ServiceDefinition service = territory
                .service(code)
                .filter(ServiceDefinition::emergency)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("name", service.name().in(locale.getLanguage()));
        model.addAttribute("number", service.emergencyNumber());
        return "filing/emergency";
    }

    @PostMapping("/recommencer")
    String startAgain(HttpServletRequest request, HttpServletResponse response) {
        if (kept(request) instanceof Kept.Open(Draft open)) {
            forms.forget(open);
        }
        cookies.key(request).ifPresent(drafts::forget);
        cookies.remove(request, response);
        return TO_START;
    }

    private String send(
            Draft draft,
            Territory territory,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        ServiceDefinition service = service(draft, territory);
        Step next = Step.next(draft, service);
        if (next != Step.CHECK) {
            return to(next);
        }
        Submission submission = DraftSubmissions.of(draft, territory, locale.getLanguage());
        limits.count(submission.location(), request, response);
        DraftKey key = cookies.key(request).orElseThrow();
        String idempotencyKey = drafts.idempotencyKey(key);
        Instant now = clock.instant();
        FilingResult result = submitServiceRequest.submit(
                submission,
                new SubmitServiceRequest.Call(
                        CALLER,
                        Standing.PERSON,
                        "WEB",
                        locale.getLanguage(),
                        idempotencyKey,
                        // One draft is one request, whatever was typed between two presses of the button.
                        derivations.mark(idempotencyKey.getBytes(StandardCharsets.US_ASCII)),
                        now),
                new Violations());
        return switch (result) {
            case FilingResult.Filed(UUID id, TrackingCode code, EditToken token) ->
                sent(key, code, token, now, request, response);
            case FilingResult.Replayed(UUID id, TrackingCode code, EditToken token) ->
                sent(key, code, token, now, request, response);
            case FilingResult.Refused(List<Violation> violations) -> toMend(violations, draft, key, now);
            case FilingResult.EmergencyCallInstead call -> "redirect:/demande/urgence/" + draft.text(Draft.SERVICE);
            case FilingResult.KeyReused reused -> throw new IllegalStateException("a draft's key names one request");
            case FilingResult.NoTerritoryYet none -> throw new NoTerritoryForPage(List.of());
        };
    }

    private String sent(
            DraftKey key,
            TrackingCode code,
            EditToken token,
            Instant now,
            HttpServletRequest request,
            HttpServletResponse response) {
        drafts.filed(key, code, now);
        RequestKeys.keep(code, token.value(), request, response);
        return filed(code);
    }

    /** What was right when it was typed no longer is, for example because the territory changed. */
    private String toMend(List<Violation> violations, Draft draft, DraftKey key, Instant now) {
        Step wrong = Step.WHAT;
        for (Step step : Step.values()) {
            if (violations.stream().anyMatch(violation -> step.mends(violation.pointer(), draft))) {
                wrong = step;
                break;
            }
        }
        drafts.save(key, draft.answered(wrong, false), now);
        return to(wrong) + "?problems=1";
    }

    private FormErrors errors(Step step, Draft draft, Territory territory, Locale locale) {
        List<Violation> wrong = submitServiceRequest
                .violations(
                        DraftSubmissions.of(draft, territory, locale.getLanguage()), territory, locale.getLanguage())
                .stream()
                .filter(violation -> step.mends(violation.pointer(), draft))
                .toList();
        return problems.of(wrong, service(draft, territory), locale);
    }

    private @Nullable Kept kept(HttpServletRequest request) {
        Optional<DraftKey> key = cookies.key(request);
        return key.flatMap(drafts::find).orElse(null);
    }

    private static @Nullable ServiceDefinition service(Draft draft, Territory territory) {
        return territory.service(draft.text(Draft.SERVICE)).orElse(null);
    }

    private static Step stepAt(String path) {
        return Step.at(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String to(Step step) {
        return "redirect:/demande/" + step.path();
    }

    private static String filed(TrackingCode code) {
        return "redirect:/suivi/" + code + "/depose";
    }
}
