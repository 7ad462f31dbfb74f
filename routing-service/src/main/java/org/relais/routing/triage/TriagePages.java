package org.relais.routing.triage;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.routing.cases.CaseCommand;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseFlow;
import org.relais.routing.cases.CaseLists;
import org.relais.routing.cases.CaseState;
import org.relais.routing.cases.CaseView;
import org.relais.routing.cases.CaseViews;
import org.relais.routing.cases.Cases;
import org.relais.routing.cases.Outcome;
import org.relais.routing.cases.PartLines;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Reply;
import org.relais.routing.cases.Resolution;
import org.relais.routing.cases.Status;
import org.relais.routing.cases.Words;
import org.relais.routing.drafts.Draft;
import org.relais.routing.drafts.Drafting;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The triage queue as a page: who waits longest comes first; deciding, and making the decision a rule, is one form. */
@Controller
@RequestMapping("/desk/triage")
class TriagePages {

    private static final int SHOWN = 50;

    /** From there on a wait is said in days. */
    private static final Duration MANY_HOURS = Duration.ofHours(48);

    private static final List<String> OUTCOMES = Arrays.stream(Outcome.values())
            .filter(outcome -> !outcome.needsDepartment())
            .map(Outcome::word)
            .toList();

    private final CaseLists cases;
    private final Cases files;
    private final CaseFlow flow;
    private final CaseViews views;
    private final Drafting drafting;
    private final Territories territories;
    private final Problems problems;
    private final Identifiers identifiers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TriagePages(
            CaseLists cases,
            Cases files,
            CaseFlow flow,
            CaseViews views,
            Drafting drafting,
            Territories territories,
            Problems problems,
            Identifiers identifiers,
            TransactionTemplate transaction,
            Clock clock) {
        this.cases = cases;
        this.files = files;
        this.flow = flow;
        this.views = views;
        this.drafting = drafting;
        this.territories = territories;
        this.problems = problems;
        this.identifiers = identifiers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * How long somebody has waited, as it is said.
     *
     * @param unit hours or days, the end of the message's key
     */
    record Age(String unit, long count) {

        static Age of(Duration waited) {
            return waited.compareTo(MANY_HOURS) < 0
                    ? new Age("hours", waited.toHours())
                    : new Age("days", waited.toDays());
        }
    }

    /**
     * @param age since it came to triage, however long ago it was filed
     * @param due by when somebody is to have decided, in the territory's own time; null where that isn't known
     * @param tooLong whether that has passed
     * @param proposed the department the runners-up name first, if any
     * @param services what it may be about, where its requester named nothing
     * @param maySayWhoSees whether the one who decides may: not of a part, nor where its service keeps it from the public in any case
     * @param same open cases that may be about the same matter
     */
    record Waiting(
            CaseView view,
            Age age,
            @Nullable ZonedDateTime due,
            boolean tooLong,
            String proposed,
            List<Choice> departments,
            List<Choice> services,
            boolean maySayWhoSees,
            List<CaseView> same) {}

    record Choice(String code, String name) {}

    /** @param typed what stands in the form of {@code act} that was refused */
    record Refusal(String act, String words, String field, Map<String, String> typed) {

        @Override
        public String toString() {
            return "Refusal[" + act + "]";
        }
    }

    /**
     * What was refused of a case that stands in the queue, or stood there.
     *
     * @param field of the form that is wrong; empty where it can't be done at all
     * @param typed what stands in the form
     */
    record NotDone(
            UUID caseId,
            String trackingCode,
            HttpStatus status,
            @Nullable String words,
            String field,
            Map<String, String> typed) {

        @Override
        public String toString() {
            return "NotDone[" + caseId + "]";
        }
    }

    @GetMapping
    String queue(Caller caller, @RequestParam(required = false) @Nullable String done, Model model, Locale language) {
        require(caller);
        model.addAttribute("done", done != null);
        return show(caller, model, language, null);
    }

    /** One case by itself, for what takes more than naming a department; the queue where it doesn't wait, or not for them. */
    @GetMapping("/{caseId}")
    String one(Caller caller, @PathVariable UUID caseId, Model model, Locale language) {
        require(caller);
        return files.find(caseId)
                .filter(file -> caller.oversees(file.request().jurisdictionId()) && waits(file))
                .map(file -> show(file, null, model, language))
                .orElse("redirect:/desk/triage");
    }

    /** Where a page that answered a form is asked for again, in another language for example. */
    @GetMapping({"/{caseId}/merge", "/{caseId}/split", "/{caseId}/resolve"})
    String again(@PathVariable UUID caseId) {
        return "redirect:/desk/triage/" + caseId;
    }

    @PostMapping("/{caseId}/split")
    String split(
            Caller caller,
            @PathVariable UUID caseId,
            @RequestParam Map<String, String> form,
            HttpServletResponse response,
            Model model,
            Locale language) {
        CaseFile file = require(caller, caseId);
        List<CaseCommand.NewPart> parts = PartLines.in(form, identifiers::next);
        Reply reply = Objects.requireNonNull(
                transaction.execute(status -> flow.splitInTriage(caseId, parts, clock.instant())));
        return answered(caller, file, reply, "split", form, response, model, language);
    }

    @PostMapping("/{caseId}/resolve")
    String resolve(
            Caller caller,
            @PathVariable UUID caseId,
            @RequestParam Map<String, String> form,
            HttpServletResponse response,
            Model model,
            Locale language) {
        CaseFile file = require(caller, caseId);
        Resolution resolution = new Resolution(
                Outcome.named(form.getOrDefault("outcome", "")).orElse(null),
                Words.of(form.get("message")),
                null,
                Words.of(form.get("responsible")));
        Reply reply = Objects.requireNonNull(
                transaction.execute(status -> flow.resolveInTriage(caseId, resolution, clock.instant())));
        return answered(caller, file, reply, "resolve", form, response, model, language);
    }

    /** What is missing is asked for beside what was typed; what can't be done any more is said above the queue. */
    private String answered(
            Caller caller,
            CaseFile before,
            Reply reply,
            String act,
            Map<String, String> form,
            HttpServletResponse response,
            Model model,
            Locale language) {
        if (!(reply instanceof Reply.Refused refused)) {
            return "redirect:/desk/triage?done";
        }
        RefusalReason reason = refused.reason();
        CaseFile file = refused.file();
        if (reason.kind() == RefusalReason.Kind.INCOMPLETE && file != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            String words =
                    problems.fieldError("/" + reason.field(), reason.code()).detail();
            return show(file, new Refusal(act, words, reason.field(), form), model, language);
        }
        return refused(caller, notDone(before, reason, form), response, model, language);
    }

    private String refused(Caller caller, NotDone notDone, HttpServletResponse response, Model model, Locale language) {
        response.setStatus(notDone.status().value());
        return show(caller, model, language, notDone);
    }

    private static NotDone notDone(
            CaseFile file, HttpStatus status, @Nullable String words, String field, Map<String, String> form) {
        return new NotDone(file.id(), file.request().trackingCode(), status, words, field, form);
    }

    private NotDone notDone(CaseFile file, RefusalReason reason, Map<String, String> form) {
        return reason.kind() == RefusalReason.Kind.INCOMPLETE
                ? incomplete(file, reason.field().isEmpty() ? "reason" : reason.field(), reason.code(), form)
                : notDone(file, HttpStatus.CONFLICT, detail(reason.code()), "", form);
    }

    private NotDone incomplete(CaseFile file, String field, String code, Map<String, String> form) {
        String words = problems.fieldError("/" + field, code).detail();
        return notDone(file, HttpStatus.UNPROCESSABLE_CONTENT, words, field, form);
    }

    private @Nullable String detail(String code, Object... arguments) {
        return problems.problem(HttpStatus.CONFLICT, code, arguments).body().getDetail();
    }

    private static boolean waits(CaseFile file) {
        return file.current().status() == Status.AWAITING_TRIAGE
                && file.current().mergedInto() == null
                && !(file.current().state() instanceof CaseState.InParts);
    }

    private String show(CaseFile file, @Nullable Refusal refusal, Model model, Locale language) {
        model.addAttribute("v", views.view(file, language));
        model.addAttribute("departments", departments(file.request().jurisdictionId(), language));
        model.addAttribute("lines", PartLines.NUMBERS);
        model.addAttribute("outcomes", OUTCOMES);
        model.addAttribute("refusal", refusal);
        return "desk/triage-case";
    }

    @PostMapping("/{caseId}")
    String decide(
            Caller caller,
            @PathVariable UUID caseId,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "") String visibility,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam Map<String, String> form,
            HttpServletResponse response,
            Model model,
            Locale language) {
        CaseFile file = require(caller, caseId);
        if (department.isBlank()) {
            NotDone nobody = incomplete(file, "department", "department_missing", form);
            return refused(caller, nobody, response, model, language);
        }
        Visibility.Choice chosen = Visibility.chosen(visibility);
        if (!chosen.isKnown()) {
            NotDone unseen = incomplete(file, "visibility", "visibility_unknown", form);
            return refused(caller, unseen, response, model, language);
        }
        Reply reply = Objects.requireNonNull(transaction.execute(status -> flow.assign(
                caseId,
                department,
                service.isBlank() ? null : service,
                chosen.visibility(),
                Words.of(reason),
                clock.instant())));
        if (reply instanceof Reply.Refused refused) {
            return refused(caller, notDone(file, refused.reason(), form), response, model, language);
        }
        if (rule.isEmpty()) {
            return "redirect:/desk/triage";
        }
        return switch (drafting.ruleFromCase(
                caseId, department, rule.equals("area"), chosen.visibility(), caller.clientId())) {
            case Drafting.Answer.Done<Draft>(Draft draft) ->
                "redirect:/desk/rules/" + draft.jurisdictionId() + "/drafts/" + draft.id();
            case Drafting.Answer.No<Draft> no -> {
                String why = Optional.ofNullable(detail(no.reason().code()))
                        .orElseGet(() ->
                                problems.fieldError("", no.reason().code()).detail());
                String words = detail("rule_not_made", name(file, department, language), why);
                NotDone noRule = notDone(file, HttpStatus.CONFLICT, words, "", form);
                yield refused(caller, noRule, response, model, language);
            }
        };
    }

    @PostMapping("/{caseId}/merge")
    String merge(
            Caller caller,
            @PathVariable UUID caseId,
            @RequestParam(required = false) @Nullable UUID into,
            @RequestParam Map<String, String> form,
            HttpServletResponse response,
            Model model,
            Locale language) {
        CaseFile file = require(caller, caseId);
        Reply reply = Objects.requireNonNull(
                transaction.execute(status -> flow.mergeInTriage(caseId, into, clock.instant())));
        return switch (reply) {
            case Reply.Done _, Reply.DoneBefore _ -> "redirect:/desk/triage";
            case Reply.Refused no -> refused(caller, notDone(file, no.reason(), form), response, model, language);
        };
    }

    private String show(Caller caller, Model model, Locale language, @Nullable NotDone notDone) {
        Instant now = clock.instant();
        List<CaseFile> found = cases.awaitingTriage(caller.jurisdictions(), null, SHOWN + 1);
        List<CaseFile> shown = found.stream().limit(SHOWN).toList();
        Map<UUID, List<CaseView>> same = same(shown, language);
        model.addAttribute(
                "waiting",
                views.views(shown, language).stream()
                        .map(view -> waiting(view, same.getOrDefault(view.id(), List.of()), now, language))
                        .toList());
        model.addAttribute(
                "longest",
                shown.stream()
                        .map(file -> Duration.between(since(file), now))
                        .max(Comparator.naturalOrder())
                        .map(Age::of)
                        .orElse(null));
        model.addAttribute("more", found.size() > SHOWN);
        model.addAttribute("notDone", notDone);
        model.addAttribute(
                "listed",
                notDone != null && shown.stream().anyMatch(file -> file.id().equals(notDone.caseId())));
        return "desk/triage";
    }

    /** What each may be merged into, read all at once. */
    private Map<UUID, List<CaseView>> same(List<CaseFile> waiting, Locale language) {
        Map<UUID, List<CaseFile>> targets = flow.mergeTargets(waiting);
        Map<UUID, CaseView> seen =
                views
                        .views(
                                targets.values().stream()
                                        .flatMap(List::stream)
                                        .distinct()
                                        .toList(),
                                language)
                        .stream()
                        .collect(Collectors.toMap(CaseView::id, view -> view, (one, same) -> one));
        return targets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .map(file -> Objects.requireNonNull(seen.get(file.id())))
                                .toList()));
    }

    private Waiting waiting(CaseView view, List<CaseView> same, Instant now, Locale language) {
        CaseView.Wait wait = view.triage();
        Instant since = wait == null ? view.submittedAt() : wait.since();
        Instant due = wait == null ? null : wait.dueAt();
        List<Choice> departments = departments(view.jurisdictionId(), language);
        String proposed = view.why().runnersUp().isEmpty()
                ? ""
                : view.why().runnersUp().getFirst().department();
        List<Choice> services = !view.service().code().isEmpty()
                ? List.of()
                : territories.current(view.jurisdictionId()).stream()
                        .flatMap(territory -> territory.services().stream()
                                .map(service ->
                                        new Choice(service.code(), territory.serviceName(service.code(), language))))
                        .sorted(Comparator.comparing(Choice::name))
                        .toList();
        return new Waiting(
                view,
                Age.of(Duration.between(since, now)),
                due == null ? null : due.atZone(zone(view)),
                due != null && !now.isBefore(due),
                proposed,
                departments,
                services,
                view.work() == null
                        && !territories.concernsOnePerson(
                                view.jurisdictionId(), view.service().code()),
                same);
    }

    private static Instant since(CaseFile file) {
        return file.triage() == null
                ? file.request().submittedAt()
                : file.triage().since();
    }

    private ZoneId zone(CaseView view) {
        return territories
                .current(view.jurisdictionId())
                .map(Territory::timeZone)
                .orElse(ZoneOffset.UTC);
    }

    private List<Choice> departments(String jurisdictionId, Locale language) {
        return territories.current(jurisdictionId).stream()
                .flatMap(territory -> territory.departments().stream()
                        .map(department ->
                                new Choice(department.code(), territory.departmentName(department.code(), language))))
                .toList();
    }

    private String name(CaseFile file, String department, Locale language) {
        return territories
                .current(file.request().jurisdictionId())
                .map(territory -> territory.departmentName(department, language))
                .orElse(department);
    }

    /** A case of another territory than the caller's isn't there for them. */
    private CaseFile require(Caller caller, UUID caseId) {
        require(caller);
        return files.find(caseId)
                .filter(file -> caller.oversees(file.request().jurisdictionId()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static void require(Caller caller) {
        if (!caller.oversees()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
