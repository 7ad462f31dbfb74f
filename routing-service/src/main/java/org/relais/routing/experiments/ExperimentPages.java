package org.relais.routing.experiments;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.routing.drafts.Draft;
import org.relais.routing.drafts.Drafting;
import org.relais.routing.territory.Remark;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Experiments in a page: what is tried, what is expected, what is measured, and the one step back. */
@Controller
@RequestMapping("/desk/rules/{territory}/experiments")
class ExperimentPages {

    private static final int SHOWN = 20;
    private static final int DIFFERENCES = 10;
    private static final int OBJECTIONS = 5;

    /** How the form calls what is called otherwise elsewhere; the mode is said by two buttons, of which the first is meant. */
    private static final Map<String, String> FIELDS =
            Map.of("draftId", "draft", "startsAt", "from", "endsAt", "until", "mode", "shadow");

    private final Experiments experiments;
    private final Trials trials;
    private final StartExperiment starting;
    private final AdoptExperiment adopting;
    private final Drafting drafting;
    private final Territories territories;
    private final Problems problems;
    private final Clock clock;

    ExperimentPages(
            Experiments experiments,
            Trials trials,
            StartExperiment starting,
            AdoptExperiment adopting,
            Drafting drafting,
            Territories territories,
            Problems problems,
            Clock clock) {
        this.experiments = experiments;
        this.trials = trials;
        this.starting = starting;
        this.adopting = adopting;
        this.drafting = drafting;
        this.territories = territories;
        this.problems = problems;
        this.clock = clock;
    }

    record Shown(
            Experiment experiment,
            String status,
            List<Experiments.Side> sides,
            List<Experiments.Difference> differences,
            Experiments.Verdict verdict,
            List<Remark> objections) {}

    /**
     * @param field id of what is wrong in the form
     * @param typed what stands in it
     */
    record Refusal(HttpStatus status, @Nullable String words, String field, Map<String, String> typed) {

        @Override
        public String toString() {
            return "Refusal[" + field + "]";
        }
    }

    @GetMapping
    String list(Caller caller, @PathVariable String territory, Model model, Locale language) {
        require(caller, territory);
        return show(territory, model, null, language);
    }

    /** Where a page that answered a form is asked for again, in another language for example. */
    @GetMapping({"/{id}/stop", "/{id}/adopt"})
    String listAgain(@PathVariable String territory) {
        return at(known(territory).jurisdictionId());
    }

    @PostMapping
    String start(
            Caller caller,
            @PathVariable String territory,
            @RequestParam Map<String, String> form,
            HttpServletResponse response,
            Model model,
            Locale language) {
        require(caller, territory);
        ZoneId zone = known(territory).timeZone();
        for (String field : List.of("from", "until")) {
            if (!text(form, field).isEmpty() && day(text(form, field)).isEmpty()) {
                return refused(territory, incomplete("date_invalid", field, form), response, model, language);
            }
        }
        StartExperiment.NewExperiment wanted = new StartExperiment.NewExperiment(
                draft(text(form, "draft")),
                threshold(text(form, "routeAt")),
                text(form, "title"),
                text(form, "hypothesis"),
                text(form, "mode"),
                percent(text(form, "percent")),
                day(text(form, "from")).map(day -> begin(day, zone)).orElse(null),
                day(text(form, "until"))
                        .map(day -> begin(day.plusDays(1), zone))
                        .orElse(null));
        return switch (starting.start(territory, wanted, caller.clientId(), language)) {
            case StartExperiment.Outcome.Started _ -> at(territory);
            case StartExperiment.Outcome.Invalid(String field, String code) ->
                refused(
                        territory,
                        incomplete(code, FIELDS.getOrDefault(field, field), form),
                        response,
                        model,
                        language);
            case StartExperiment.Outcome.DraftUnfit(Drafting.Refusal reason) ->
                refused(territory, conflict(reason.code(), "draft", form), response, model, language);
            case StartExperiment.Outcome.AnotherRuns _ ->
                refused(territory, conflict("experiment_running", "from", form), response, model, language);
        };
    }

    @PostMapping("/{id}/adopt")
    String adopt(Caller caller, @PathVariable String territory, @PathVariable UUID id, Model model, Locale language) {
        require(caller, territory);
        Experiment experiment =
                experiments.find(territory, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return switch (adopting.adopt(experiment, caller.clientId())) {
            case AdoptExperiment.Outcome.Drafted drafted ->
                "redirect:/desk/rules/" + territory + "/drafts/"
                        + drafted.draft().id();
            case AdoptExperiment.Outcome.InForce _ -> "redirect:/desk/rules/" + territory;
            case AdoptExperiment.Outcome.Refused(Drafting.Refusal reason) ->
                show(territory, model, text(reason.code()), language);
        };
    }

    @PostMapping("/{id}/stop")
    String stop(Caller caller, @PathVariable String territory, @PathVariable UUID id) {
        require(caller, territory);
        experiments
                .find(territory, id)
                .ifPresent(experiment -> experiments.stop(experiment.id(), caller.clientId(), clock.instant()));
        return at(territory);
    }

    private static String at(String territory) {
        return "redirect:/desk/rules/" + territory + "/experiments";
    }

    private Refusal incomplete(String code, String field, Map<String, String> form) {
        String words = problems.fieldError("", code).detail();
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, words, field, form);
    }

    private Refusal conflict(String code, String field, Map<String, String> form) {
        return new Refusal(HttpStatus.CONFLICT, text(code), field, form);
    }

    private String refused(
            String territory, Refusal refusal, HttpServletResponse response, Model model, Locale language) {
        response.setStatus(refusal.status().value());
        model.addAttribute("refusal", refusal);
        return show(territory, model, null, language);
    }

    private String show(String id, Model model, @Nullable String error, Locale language) {
        model.addAttribute("territory", known(id));
        model.addAttribute(
                "drafts",
                drafting.latest(id, SHOWN).stream()
                        .filter(draft -> draft.status() == Draft.Status.OPEN && !drafting.isOutdated(draft))
                        .toList());
        model.addAttribute(
                "experiments",
                experiments.latest(id, SHOWN).stream()
                        .map(experiment -> shown(experiment, language))
                        .toList());
        model.addAttribute("error", error);
        return "desk/experiments";
    }

    private Shown shown(Experiment experiment, Locale language) {
        String status = trials.status(experiment);
        return new Shown(
                experiment,
                status,
                experiments.sides(experiment.id()),
                experiments.differences(experiment.id(), DIFFERENCES),
                experiments.verdict(experiment.id()),
                status.equals("resting")
                        ? trials.objections(experiment, language).stream()
                                .limit(OBJECTIONS)
                                .toList()
                        : List.of());
    }

    private Territory known(String id) {
        return territories.current(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private @Nullable String text(String code) {
        return problems.problem(HttpStatus.CONFLICT, code).body().getDetail();
    }

    private static String text(Map<String, String> form, String field) {
        return form.getOrDefault(field, "").strip();
    }

    /** An id that is none names no draft; nothing is none. */
    private static @Nullable UUID draft(String written) {
        try {
            return written.isEmpty() ? null : UUID.fromString(written);
        } catch (IllegalArgumentException _) {
            return new UUID(0, 0);
        }
    }

    private static @Nullable Integer percent(String written) {
        try {
            return Integer.valueOf(written);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** With a comma or a point; what is no number is no threshold anybody may try. */
    private static @Nullable BigDecimal threshold(String written) {
        try {
            return written.isEmpty() ? null : new BigDecimal(written.replace(',', '.'));
        } catch (NumberFormatException _) {
            return BigDecimal.ZERO;
        }
    }

    /** Of a year that people write; others are none of a calendar. */
    private static Optional<LocalDate> day(String written) {
        try {
            return Optional.of(LocalDate.parse(written)).filter(day -> day.getYear() >= 1 && day.getYear() <= 9999);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The beginning of a day where the town is. */
    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static void require(Caller caller, String territory) {
        if (!caller.oversees(territory)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
