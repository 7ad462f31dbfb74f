package org.relais.intake.pages.counter;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.relais.intake.action.ActionResult;
import org.relais.intake.action.JoinRequest;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.FilingResult;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.Standing;
import org.relais.intake.filing.Submission;
import org.relais.intake.filing.SubmitServiceRequest;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.DraftSubmissions;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.pages.Page;
import org.relais.intake.pages.Spelling;
import org.relais.intake.pages.counter.CounterForm.Channel;
import org.relais.intake.pages.counter.CounterForm.Preference;
import org.relais.intake.pages.web.FormProblem;
import org.relais.intake.pages.web.PageProblems;
import org.relais.intake.pages.web.StepForms;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.intake.validation.Violations;
import org.relais.platform.masking.PhoneNumbers;
import org.relais.platform.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Files on a person's behalf, in one page: what needs a second look (which address, the service's questions, an emergency, requests
 * that may be the same) is shown above the form as it was typed, and once seen it is filed.
 */
@Page
@Hidden
@RequestMapping(CounterSecurity.FORM)
class CounterController {

    private static final String DONE = "redirect:/counter/done/";

    private final CounterPages pages;
    private final StepForms forms;
    private final PageProblems problems;
    private final SubmitServiceRequest submitServiceRequest;
    private final JoinRequest joinRequest;
    private final TrackedRequests requests;
    private final Territories territories;
    private final Derivations derivations;
    private final PhoneNumbers phones;
    private final Clock clock;

    CounterController(
            CounterPages pages,
            StepForms forms,
            PageProblems problems,
            SubmitServiceRequest submitServiceRequest,
            JoinRequest joinRequest,
            TrackedRequests requests,
            Territories territories,
            Derivations derivations,
            PhoneNumbers phones,
            Clock clock) {
        this.pages = pages;
        this.forms = forms;
        this.problems = problems;
        this.submitServiceRequest = submitServiceRequest;
        this.joinRequest = joinRequest;
        this.requests = requests;
        this.territories = territories;
        this.derivations = derivations;
        this.phones = phones;
        this.clock = clock;
    }

    @GetMapping
    String blank(
            @RequestParam(defaultValue = "") String channel,
            Caller agent,
            Territory territory,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        if (!agent.isFor(territory.jurisdictionId())) {
            return elsewhere(agent, response, model);
        }
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        fields.add(CounterForm.CHANNEL, channel);
        CounterForm form = new CounterForm(fields);
        return pages.show(
                new CounterPages.Shown(form, Draft.EMPTY, null, CounterPages.Attention.NONE, FormErrors.NONE, agent),
                territory,
                locale,
                model);
    }

    /** The questions of the service whose name is being typed; for scripts, which needn't wait for the form to be sent. */
    @GetMapping("/questions")
    String questions(
            @RequestParam MultiValueMap<String, String> fields, Territory territory, Locale locale, Model model) {
        CounterForm form = new CounterForm(fields);
        ServiceDefinition service = form.service(territory).orElse(null);
        return pages.questions(form.draft(Draft.EMPTY, service), service, locale, model);
    }

    @PostMapping
    String take(
            @RequestParam MultiValueMap<String, String> fields,
            Caller agent,
            Territory territory,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        if (!agent.isFor(territory.jurisdictionId())) {
            return elsewhere(agent, response, model);
        }
        CounterForm form = new CounterForm(fields);
        String joined = form.text("join");
        ServiceDefinition service = form.service(territory).orElse(null);
        StepForms.Taken place = forms.place(form.placeBefore(), fields, territory);
        Draft draft = form.draft(place.draft(), service);
        String language = form.text("language").isEmpty() ? locale.getLanguage() : form.text("language");
        Requester requester = form.requester(
                language,
                phones.international(form.text(Draft.PHONE), territory.phoneRegion())
                        .orElse(null));
        if (!joined.isEmpty()) {
            return join(joined, form, draft, service, requester, agent, territory, locale, response, model);
        }
        Submission submission = DraftSubmissions.of(draft, territory, language).from(requester);
        FormErrors errors = errors(form, service, submission, territory, locale);
        CounterPages.Attention attention =
                pages.attention(form, draft, service, place.stays(), territory, locale, clock.instant());
        CounterPages.Shown shown = new CounterPages.Shown(form, draft, service, attention, errors, agent);
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return pages.show(shown, territory, locale, model);
        }
        return attention.isNone()
                ? file(submission, shown, territory, locale, response, model)
                : pages.show(shown, territory, locale, model);
    }

    /** The code, as large as can be: it is read over the phone, or copied from the screen. */
    @GetMapping("/done/{code}")
    String done(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String channel,
            @RequestParam(name = "joined", defaultValue = "false") boolean joined,
            Model model) {
        TrackingCode known = TrackingCode.parse(code)
                .filter(parsed -> requests.find(parsed).isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("trackingCode", known.toString());
        model.addAttribute("spelled", Spelling.of(known));
        model.addAttribute("channel", Channel.of(channel).word());
        model.addAttribute("joined", joined);
        return "counter/done";
    }

    /** Names the territories that are theirs: the browser may have kept another. */
    private String elsewhere(Caller agent, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        model.addAttribute(
                "territories",
                territories.all().stream()
                        .filter(territory -> agent.isFor(territory.jurisdictionId()))
                        .toList());
        return "counter/elsewhere";
    }

    private FormErrors errors(
            CounterForm form,
            @Nullable ServiceDefinition service,
            Submission submission,
            Territory territory,
            Locale locale) {
        List<FormProblem> own = new ArrayList<>();
        if (service == null && !form.text(Draft.SERVICE).isBlank()) {
            own.add(FormProblem.of(Draft.SERVICE, "wrong.counter.service"));
        }
        if (form.preference() == Preference.EMAIL && form.text(Draft.EMAIL).isBlank()) {
            own.add(FormProblem.of(Draft.EMAIL, "wrong.counter.email"));
        }
        boolean byPhone = form.preference() == Preference.SMS || form.preference() == Preference.CALL;
        if (byPhone && form.text(Draft.PHONE).isBlank()) {
            own.add(FormProblem.of(Draft.PHONE, "wrong.counter.phone"));
        }
        FormErrors found = problems.all(own, locale);
        return found.and(problems.of(
                submitServiceRequest.violations(submission, territory, locale.getLanguage()), service, locale));
    }

    private String file(
            Submission submission,
            CounterPages.Shown shown,
            Territory territory,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        CounterForm form = shown.form();
        String once = form.once();
        FilingResult result = submitServiceRequest.submit(
                submission,
                new SubmitServiceRequest.Call(
                        caller(shown.agent()),
                        Standing.AGENT,
                        form.channel().name(),
                        locale.getLanguage(),
                        once,
                        once == null ? null : derivations.mark(form.typed().getBytes(StandardCharsets.UTF_8)),
                        clock.instant()),
                new Violations());
        return switch (result) {
            case FilingResult.Filed filed -> to(filed.trackingCode(), form, false);
            case FilingResult.Replayed filed -> to(filed.trackingCode(), form, false);
            case FilingResult.Refused refused -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                FormErrors errors = problems.of(refused.violations(), shown.service(), locale);
                yield pages.show(shown.with(errors), territory, locale, model);
            }
            case FilingResult.KeyReused reused -> {
                // What was mended after sending is neither dropped nor filed twice unasked: it is theirs to say which.
                response.setStatus(HttpStatus.CONFLICT.value());
                FormErrors errors =
                        problems.all(List.of(FormProblem.of(Draft.DESCRIPTION, "wrong.counter.sent_already")), locale);
                yield pages.show(shown.anew().with(errors), territory, locale, model);
            }
            case FilingResult.EmergencyCallInstead call -> throw new IllegalStateException("agents know what to do");
            case FilingResult.NoTerritoryYet none -> throw new IllegalStateException("the page had a territory");
        };
    }

    private String join(
            String code,
            CounterForm form,
            Draft draft,
            @Nullable ServiceDefinition service,
            Requester requester,
            Caller agent,
            Territory territory,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        String once = form.once();
        JoinRequest.Call call = new JoinRequest.Call(
                code,
                locale.getLanguage(),
                caller(agent),
                once,
                derivations.mark(("join\n" + once).getBytes(StandardCharsets.UTF_8)),
                clock.instant());
        return switch (joinRequest.join(requester, draft.textOrNull(Draft.DESCRIPTION), call, new Violations())) {
            case ActionResult.Joined joined -> to(joined.trackingCode(), form, true);
            case ActionResult.Impossible impossible -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                FormErrors errors = problems.all(
                        List.of(FormProblem.of(
                                Draft.DESCRIPTION,
                                "wrong.counter.join." + impossible.reason().code())),
                        locale);
                yield pages.show(
                        new CounterPages.Shown(form, draft, service, CounterPages.Attention.NONE, errors, agent),
                        territory,
                        locale,
                        model);
            }
            case ActionResult.Invalid invalid -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                FormErrors errors = problems.of(invalid.violations(), null, locale);
                yield pages.show(
                        new CounterPages.Shown(form, draft, service, CounterPages.Attention.NONE, errors, agent),
                        territory,
                        locale,
                        model);
            }
            case ActionResult.RequestUnknown unknown -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case ActionResult.TerritoryUnknown unknown -> throw new IllegalStateException("the page had a territory");
            case ActionResult.Recorded recorded -> throw new IllegalStateException("joining gives a key");
            case ActionResult.TokenMissing missing -> throw new IllegalStateException("joining needs no key");
            case ActionResult.TokenWrong wrong -> throw new IllegalStateException("joining needs no key");
        };
    }

    /** Whose idempotency keys these are. */
    private static String caller(Caller agent) {
        return "counter:" + agent.clientId();
    }

    private static String to(TrackingCode code, CounterForm form, boolean joined) {
        return DONE + code + "?channel=" + form.channel().word() + (joined ? "&joined=true" : "");
    }
}
