package org.relais.routing.cases.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.routing.cases.CaseCommand;
import org.relais.routing.cases.CaseCommand.DepartmentCommand;
import org.relais.routing.cases.CaseEvent;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseFlow;
import org.relais.routing.cases.CaseLifecycle;
import org.relais.routing.cases.CaseLists;
import org.relais.routing.cases.CasePage;
import org.relais.routing.cases.CaseState;
import org.relais.routing.cases.CaseView;
import org.relais.routing.cases.CaseViews;
import org.relais.routing.cases.Cases;
import org.relais.routing.cases.Effect;
import org.relais.routing.cases.Fingerprint;
import org.relais.routing.cases.Outcome;
import org.relais.routing.cases.Part;
import org.relais.routing.cases.PartLines;
import org.relais.routing.cases.Position;
import org.relais.routing.cases.Question;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Reply;
import org.relais.routing.cases.Resolution;
import org.relais.routing.cases.Status;
import org.relais.routing.cases.Words;
import org.relais.routing.rules.NearbyArea;
import org.relais.routing.rules.Suggestion;
import org.relais.routing.territory.Department;
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

/** A department's own cases as pages: what waits, one case with its history, and a form for each thing that may be done now. */
@Controller
@RequestMapping("/desk/cases")
class CasePages {

    private static final int SHOWN = 50;
    private static final String ENDED = "ended";
    private static final String ADDED = CaseEvent.InformationReceived.class.getSimpleName();

    private final Cases cases;
    private final CaseLists lists;
    private final CaseFlow flow;
    private final CaseViews views;
    private final Territories territories;
    private final Problems problems;
    private final Identifiers identifiers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CasePages(
            Cases cases,
            CaseLists lists,
            CaseFlow flow,
            CaseViews views,
            Territories territories,
            Problems problems,
            Identifiers identifiers,
            TransactionTemplate transaction,
            Clock clock) {
        this.cases = cases;
        this.lists = lists;
        this.flow = flow;
        this.views = views;
        this.territories = territories;
        this.problems = problems;
        this.identifiers = identifiers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What an agent can do with a case; the word is the path's and the API's. */
    enum Verb {
        ACKNOWLEDGE,
        ASK,
        PROGRESS,
        RESOLVE,
        DECLINE,
        TRANSFER,
        SPLIT,
        MERGE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Verb named(String word) {
            return Arrays.stream(values())
                    .filter(verb -> verb.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
    }

    record Choice(String code, String name) {}

    /** @param typed what stands in the form of {@code verb} that was refused */
    record Refusal(Verb verb, String words, String field, Map<String, String> typed) {

        @Override
        public String toString() {
            return "Refusal[" + verb + "]";
        }
    }

    @GetMapping
    String list(
            Caller caller,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String left,
            Model model,
            Locale language) {
        boolean ended = show.equals(ENDED);
        Position position =
                Optional.ofNullable(after).flatMap(CasePage::position).orElse(null);
        List<CaseFile> found =
                lists.ofDepartment(department(caller), ended ? Status.ENDED : waiting(), position, SHOWN + 1);
        model.addAttribute("page", CasePage.of(found, SHOWN, views, language));
        model.addAttribute("added", added(found));
        model.addAttribute("ended", ended);
        model.addAttribute("left", left != null);
        model.addAttribute("zone", found.isEmpty() ? ZoneOffset.UTC : zone(found.getFirst()));
        return "desk/cases";
    }

    /** Cases into which one was merged whose requester added something that nobody has acted upon since. */
    private Set<UUID> added(List<CaseFile> files) {
        Map<UUID, List<CaseFile>> followers =
                lists.mergedInto(files.stream().map(CaseFile::id).toList());
        return files.stream()
                .filter(file -> followers.getOrDefault(file.id(), List.of()).stream()
                        .flatMap(follower -> follower.history().stream())
                        .anyMatch(line -> line.type().equals(ADDED) && line.at().isAfter(file.changedAt())))
                .map(CaseFile::id)
                .collect(Collectors.toSet());
    }

    @GetMapping("/{id}")
    String one(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String done,
            Model model,
            Locale language) {
        model.addAttribute("done", done != null);
        return show(own(caller, id), null, model, language);
    }

    /** Where a page that answered a form is asked for again, in another language for example. */
    @GetMapping("/{id}/{verb}")
    String again(@PathVariable UUID id, @PathVariable("verb") String word) {
        return "redirect:/desk/cases/" + id + "#" + Verb.named(word).word();
    }

    @PostMapping("/{id}/{verb}")
    String act(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable("verb") String word,
            @RequestParam Map<String, String> form,
            HttpServletResponse response,
            Model model,
            Locale language) {
        Verb verb = Verb.named(word);
        String department = department(caller);
        Optional<LocalDate> plannedFor = date(form.get("plannedFor"));
        if (plannedFor.isEmpty() && !form.getOrDefault("plannedFor", "").isBlank()) {
            return refused(own(caller, id), verb, RefusalReason.PLANNED_FOR_MISSING, form, model, language);
        }
        DepartmentCommand command =
                command(verb, new CaseCommand.Sender(department, version(form)), form, plannedFor.orElse(null));
        CaseFlow.Identified once = new CaseFlow.Identified(key(form), Fingerprint.of(id, verb, shown(form)), command);
        Reply reply = Objects.requireNonNull(transaction.execute(status -> flow.apply(id, once, clock.instant())));
        return switch (reply) {
            case Reply.Done done
            when done.file().current().state() instanceof CaseState.InParts whole ->
                own(whole, department)
                        .map(part -> "redirect:/desk/cases/" + part + "?done")
                        .orElse("redirect:/desk/cases?left");
            case Reply.Done done
            when department.equals(done.file().current().department()) -> "redirect:/desk/cases/" + id + "?done";
            case Reply.Done _, Reply.DoneBefore _ -> "redirect:/desk/cases?left";
            // It went elsewhere while the form stood open.
            case Reply.Refused no when no.reason() == RefusalReason.CASE_NOT_FOUND -> "redirect:/desk/cases?left";
            case Reply.Refused no -> {
                response.setStatus(
                        no.reason().kind() == RefusalReason.Kind.INCOMPLETE
                                ? HttpStatus.UNPROCESSABLE_CONTENT.value()
                                : HttpStatus.CONFLICT.value());
                yield refused(own(caller, id), verb, no.reason(), form, model, language);
            }
        };
    }

    /** The part that a department kept of what it split. */
    private static Optional<UUID> own(CaseState.InParts whole, String department) {
        return whole.parts().stream()
                .filter(part -> department.equals(part.department()))
                .map(Part::caseId)
                .findFirst();
    }

    private String refused(
            CaseFile file, Verb verb, RefusalReason reason, Map<String, String> form, Model model, Locale language) {
        boolean incomplete = reason.kind() == RefusalReason.Kind.INCOMPLETE;
        String words = incomplete
                ? problems.fieldError("/" + reason.field(), reason.code()).detail()
                : problems.problem(HttpStatus.CONFLICT, reason.code()).body().getDetail();
        model.addAttribute("done", false);
        return show(
                file, new Refusal(verb, Objects.requireNonNull(words), reason.field(), shown(form)), model, language);
    }

    private String show(CaseFile file, @Nullable Refusal refusal, Model model, Locale language) {
        CaseView view = views.view(file, language);
        model.addAttribute("v", view);
        model.addAttribute("facts", facts(view.why()));
        model.addAttribute("zone", zone(file));
        model.addAttribute("refusal", refusal);
        model.addAttribute("typed", refusal == null ? Map.of() : refusal.typed());
        model.addAttribute("possible", possible(file));
        model.addAttribute("lookAlikes", views.views(flow.mergeTargets(file), language));
        model.addAttribute(
                "followers",
                views.views(lists.mergedInto(Set.of(file.id())).getOrDefault(file.id(), List.of()), language));
        model.addAttribute("departments", others(file, language));
        model.addAttribute("allDepartments", choices(file, language));
        model.addAttribute(
                "outcomes", Arrays.stream(Outcome.values()).map(Outcome::word).toList());
        model.addAttribute("lines", PartLines.NUMBERS);
        model.addAttribute("key", identifiers.next().toString());
        model.addAttribute(
                "pictures",
                view.attachments().stream()
                        .map(attachment -> "/desk/cases/" + file.id() + "/pictures/" + attachment)
                        .toList());
        return "desk/case";
    }

    /** What a decision used; what words say and which areas are near is shown by itself. */
    private static List<String> facts(CaseView.Why why) {
        return why.facts().entrySet().stream()
                .filter(fact -> !Suggestion.isPartOfOne(fact.getKey()) && !NearbyArea.isFact(fact.getKey()))
                .map(fact -> fact.getKey() + " = " + fact.getValue())
                .sorted()
                .toList();
    }

    /** What the life of a case allows now, asked of it by commands that lack nothing. */
    private Set<String> possible(CaseFile file) {
        CaseCommand.Sender sender = new CaseCommand.Sender(
                Objects.requireNonNull(file.current().department()),
                file.current().version());
        Map<String, String> whole = Map.of(
                "message", "…",
                "question", "…",
                "reason", "…",
                "outcome", Outcome.FIXED.word(),
                "department-1", sender.department(),
                "work-1", "…",
                "department-2", sender.department(),
                "work-2", "…");
        Set<String> all = codes(file);
        return Arrays.stream(Verb.values())
                .filter(verb -> verb != Verb.MERGE)
                .filter(verb -> verb != Verb.SPLIT || !cases.isFollowed(file.id()))
                .filter(verb -> verb == Verb.TRANSFER
                        ? all.stream().anyMatch(to -> allows(file, transfer(sender, to, "…"), all))
                        : allows(file, command(verb, sender, whole, null), all))
                .map(Verb::word)
                .collect(Collectors.toSet());
    }

    private static boolean allows(CaseFile file, CaseCommand command, Set<String> departments) {
        return CaseLifecycle.decide(file.current(), command, departments) instanceof Effect.Applied;
    }

    private DepartmentCommand command(
            Verb verb, CaseCommand.Sender sender, Map<String, String> form, @Nullable LocalDate plannedFor) {
        return switch (verb) {
            case ACKNOWLEDGE -> new CaseCommand.Acknowledge(sender, Words.of(form.get("message")));
            case ASK -> new CaseCommand.Ask(sender, new Question(identifiers.next(), Words.of(form.get("question"))));
            case PROGRESS -> new CaseCommand.ReportProgress(sender, Words.of(form.get("message")));
            case RESOLVE ->
                new CaseCommand.Resolve(
                        sender,
                        new Resolution(
                                Outcome.named(form.getOrDefault("outcome", "")).orElse(null),
                                Words.of(form.get("message")),
                                plannedFor,
                                Words.of(form.get("responsible"))));
            case DECLINE ->
                new CaseCommand.Decline(
                        sender,
                        Words.of(form.get("reason")),
                        Words.of(form.get("department")).orNull());
            case TRANSFER -> transfer(sender, form.getOrDefault("department", ""), form.get("reason"));
            case SPLIT -> new CaseCommand.Split(sender, PartLines.in(form, identifiers::next));
            case MERGE -> new CaseCommand.Merge(sender, id(form.getOrDefault("into", "")), null);
        };
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static DepartmentCommand transfer(CaseCommand.Sender sender, String to, @Nullable String reason) {
        return new CaseCommand.Transfer(sender, to, Words.of(reason));
    }

    private CaseFile own(Caller caller, UUID id) {
        String department = department(caller);
        return cases.find(id)
                .filter(file -> department.equals(file.current().department()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Set<String> codes(CaseFile file) {
        return departments(file).stream().map(Department::code).collect(Collectors.toSet());
    }

    private List<Choice> others(CaseFile file, Locale language) {
        return choices(file, language).stream()
                .filter(choice -> !choice.code().equals(file.current().department()))
                .toList();
    }

    private List<Choice> choices(CaseFile file, Locale language) {
        return territories.current(file.request().jurisdictionId()).stream()
                .flatMap(territory -> territory.departments().stream()
                        .map(department ->
                                new Choice(department.code(), territory.departmentName(department.code(), language))))
                .toList();
    }

    private List<Department> departments(CaseFile file) {
        return territories
                .current(file.request().jurisdictionId())
                .map(territory -> List.copyOf(territory.departments()))
                .orElse(List.of());
    }

    private ZoneId zone(CaseFile file) {
        return territories
                .current(file.request().jurisdictionId())
                .map(Territory::timeZone)
                .orElse(ZoneOffset.UTC);
    }

    private static Set<Status> waiting() {
        return Status.ALL.stream()
                .filter(status -> !Status.ENDED.contains(status))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String department(Caller caller) {
        String department = caller.department();
        if (department == null) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return department;
    }

    /** What a person typed, without what the page put beside it. */
    private static Map<String, String> shown(Map<String, String> form) {
        return form.entrySet().stream()
                .filter(field -> !Set.of("_csrf", "key", "version").contains(field.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** The page's own; a form without a fitting one is carried out each time it comes. */
    private static @Nullable String key(Map<String, String> form) {
        String key = form.getOrDefault("key", "");
        return key.isBlank() || key.length() > CasesController.LONGEST_KEY ? null : key;
    }

    private static @Nullable Long version(Map<String, String> form) {
        try {
            return Long.valueOf(form.getOrDefault("version", ""));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static Optional<LocalDate> date(@Nullable String text) {
        try {
            return Optional.ofNullable(text).filter(given -> !given.isBlank()).map(LocalDate::parse);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
