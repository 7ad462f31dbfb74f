package org.relais.routing.drafts;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.relais.routing.territory.OpenCases;
import org.relais.routing.territory.Remark;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/**
 * Rules in pages: every step is a form, so that it works without JavaScript. Whatever a form is sent to can be asked for too: that
 * is what the links to the other languages of a page that answers a form do.
 */
@Controller
@RequestMapping("/desk/rules")
class RulePages {

    private static final int MOST_ITEMS = 50;
    private static final int REQUESTS = 10_000;
    private static final int SAMPLE = 20;
    private static final int MOST_REMARKS = 200;
    private static final int ROWS = 100;

    /** Some thousand rows; a browser edits no more than that in a page. */
    private static final int LARGEST_IN_A_PAGE = 500_000;

    private final Drafting drafting;
    private final TerritoryEditions editions;
    private final Territories territories;
    private final Problems problems;

    RulePages(Drafting drafting, TerritoryEditions editions, Territories territories, Problems problems) {
        this.drafting = drafting;
        this.editions = editions;
        this.territories = territories;
        this.problems = problems;
    }

    @GetMapping
    String front(Caller caller) {
        List<Territory> all = watched(caller);
        return all.size() == 1 ? "redirect:/desk/rules/" + all.getFirst().jurisdictionId() : "redirect:/desk/rules/all";
    }

    @GetMapping("/all")
    String all(Caller caller, Model model) {
        model.addAttribute("territories", watched(caller));
        return "desk/territories";
    }

    @GetMapping("/{territory}")
    String list(Caller caller, @PathVariable String territory, Model model) {
        require(caller, territory);
        return list(caller, territory, model, null);
    }

    @GetMapping({"/{territory}/drafts", "/{territory}/rollback"})
    String listAgain(@PathVariable String territory) {
        return "redirect:/desk/rules/" + known(territory).jurisdictionId();
    }

    private String list(Caller caller, String territory, Model model, @Nullable String error) {
        model.addAttribute("territory", known(territory));
        model.addAttribute("drafts", drafting.latest(territory, MOST_ITEMS));
        model.addAttribute("history", editions.history(territory, MOST_ITEMS));
        model.addAttribute("mayGoBack", caller.has(Roles.ADMIN));
        model.addAttribute("left", OpenCases.told(editions.left(territory)));
        model.addAttribute("error", error);
        return "desk/rules";
    }

    @PostMapping("/{territory}/drafts")
    String start(Caller caller, @PathVariable String territory, @RequestParam String title, Model model) {
        require(caller, territory);
        known(territory);
        return switch (drafting.start(territory, title, null, caller.clientId())) {
            case Drafting.Answer.Done<Draft>(Draft draft) -> at(draft);
            case Drafting.Answer.No<Draft> no -> {
                model.addAttribute("typedTitle", title);
                yield list(caller, territory, model, text(no.reason()));
            }
        };
    }

    @PostMapping("/{territory}/rollback")
    String rollBack(
            Caller caller,
            @PathVariable String territory,
            @RequestParam long version,
            @RequestParam(defaultValue = "false") boolean leavingCases,
            Model model) {
        require(caller, territory);
        if (!caller.has(Roles.ADMIN)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        known(territory);
        Map<String, Long> left = leavingCases ? Map.of() : editions.leftBy(territory, version);
        if (!left.isEmpty()) {
            model.addAttribute("leaving", version);
            model.addAttribute("wouldLeave", OpenCases.told(left));
            return list(caller, territory, model);
        }
        return switch (editions.rollBack(territory, version, caller.clientId())) {
            case TerritoryEditions.Result.Published _ -> "redirect:/desk/rules/" + territory;
            case TerritoryEditions.Result.Unchanged same ->
                list(caller, territory, model, text("territory_version_in_force", same.version()));
            case TerritoryEditions.Result.Stale _, TerritoryEditions.Result.NoSuchVersion _ ->
                list(caller, territory, model, text("territory_unknown"));
            case TerritoryEditions.Result.Refused _ ->
                list(caller, territory, model, text("territory_version_invalid"));
        };
    }

    /** The rules in force as they are written, for reading. */
    @GetMapping("/{territory}/table")
    String table(
            Caller caller,
            @PathVariable String territory,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        require(caller, territory);
        return table(known(territory), rulesInForce(territory), null, service, from, model);
    }

    @GetMapping("/{territory}/rules.csv")
    ResponseEntity<String> download(Caller caller, @PathVariable String territory) {
        require(caller, territory);
        return TableFile.download(rulesInForce(territory), TerritoryEditions.RULES);
    }

    private String rulesInForce(String territory) {
        return editions.inForce(territory)
                .map(edition -> edition.files().getOrDefault(TerritoryEditions.RULES, ""))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String table(
            Territory territory, String rules, @Nullable Draft draft, String service, int from, Model model) {
        int first = Math.max(0, from);
        TerritoryEditions.Rows rows = editions.rows(rules, service, first, ROWS);
        model.addAttribute("territory", territory);
        model.addAttribute("draft", draft);
        model.addAttribute(
                "base", "/desk/rules/" + territory.jurisdictionId() + (draft == null ? "" : "/drafts/" + draft.id()));
        model.addAttribute("rows", rows);
        model.addAttribute("service", service);
        model.addAttribute("from", first);
        model.addAttribute("before", first == 0 ? null : Math.max(0, first - ROWS));
        model.addAttribute("next", first + ROWS < rows.total() ? first + ROWS : null);
        return "desk/table";
    }

    @GetMapping("/{territory}/drafts/{id}")
    String read(Caller caller, @PathVariable String territory, @PathVariable UUID id, Model model, Locale language) {
        require(caller, territory);
        return show(draft(territory, id), model, null, language);
    }

    @GetMapping({
        "/{territory}/drafts/{id}/publish",
        "/{territory}/drafts/{id}/discard",
        "/{territory}/drafts/{id}/renewal",
        "/{territory}/drafts/{id}/file"
    })
    String readAgain(@PathVariable String territory, @PathVariable UUID id) {
        return "redirect:/desk/rules/" + known(territory).jurisdictionId() + "/drafts/" + id;
    }

    @GetMapping("/{territory}/drafts/{id}/table")
    String draftTable(
            Caller caller,
            @PathVariable String territory,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        require(caller, territory);
        Draft draft = draft(territory, id);
        return table(known(territory), draft.rules(), draft, service, from, model);
    }

    @GetMapping("/{territory}/drafts/{id}/rules.csv")
    ResponseEntity<String> downloadDraft(Caller caller, @PathVariable String territory, @PathVariable UUID id) {
        require(caller, territory);
        return TableFile.download(draft(territory, id).rules(), TerritoryEditions.RULES);
    }

    /**
     * @param rules left out where the table is too large for the page: then only the title changes
     * @param revision the one that its author changed
     * @param seen a later one, which its author wants to replace having been shown what that changes; null where none was shown
     */
    @PostMapping("/{territory}/drafts/{id}")
    String change(
            Caller caller,
            @PathVariable String territory,
            @PathVariable UUID id,
            @RequestParam String title,
            @RequestParam(required = false) @Nullable String rules,
            @RequestParam long revision,
            @RequestParam(required = false) @Nullable Long seen,
            @RequestParam(defaultValue = "") String note,
            Model model,
            Locale language) {
        require(caller, territory);
        keepNote(note, model);
        // Forms send line ends as CR LF; a table is kept with LF, so that two authors' versions can be compared.
        String table = rules == null ? null : rules.replace("\r\n", "\n");
        Sent sent = new Sent(title, table, seen == null ? revision : seen);
        return change(caller, draft(territory, id), sent, model, language);
    }

    /**
     * What somebody wants a draft to be.
     *
     * @param rules null: as they are
     * @param revision the one that it is to replace
     */
    private record Sent(String title, @Nullable String rules, long revision) {}

    @PostMapping("/{territory}/drafts/{id}/file")
    String upload(
            Caller caller,
            @PathVariable String territory,
            @PathVariable UUID id,
            @RequestParam long revision,
            @RequestParam(required = false) @Nullable Long seen,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "") String note,
            Model model,
            Locale language)
            throws IOException {
        require(caller, territory);
        keepNote(note, model);
        Draft draft = draft(territory, id);
        long replaced = seen == null ? revision : seen;
        model.addAttribute("revision", replaced);
        if (file.isEmpty()) {
            return show(draft, model, fieldText("file_missing"), language);
        }
        Optional<String> table = TableFile.text(file.getBytes());
        return table.isEmpty()
                ? show(draft, model, fieldText("file_not_utf8"), language)
                : change(caller, draft, new Sent(draft.title(), table.get(), replaced), model, language);
    }

    private String change(Caller caller, Draft draft, Sent sent, Model model, Locale language) {
        String territory = draft.jurisdictionId();
        String table = sent.rules() == null ? draft.rules() : sent.rules();
        return switch (drafting.change(
                territory, draft.id(), sent.revision(), sent.title(), table, caller.clientId())) {
            case Drafting.Answer.Done<Draft>(Draft changed) -> done(changed, model, language);
            case Drafting.Answer.No<Draft> no -> {
                Draft now = draft(territory, draft.id());
                keep(sent, model);
                if (no.reason() == Drafting.Refusal.DRAFT_CHANGED) {
                    model.addAttribute("overwrites", editions.compare(now.rules(), table));
                }
                yield show(now, model, text(no.reason()), language);
            }
        };
    }

    /** What was sent stays in the form, with the revision it was made from: the draft may have a later one, which its author never saw. */
    private static void keep(Sent sent, Model model) {
        boolean tooLong = sent.rules() != null && sent.rules().length() > LARGEST_IN_A_PAGE;
        model.addAttribute("typed", tooLong ? null : sent.rules());
        model.addAttribute("typedTooLong", tooLong);
        model.addAttribute("typedTitle", sent.title());
        model.addAttribute("revision", sent.revision());
    }

    /** Changes nothing, so it can be asked for as well: the page in another language has the result too. */
    @RequestMapping(
            path = "/{territory}/drafts/{id}/simulation",
            method = {RequestMethod.GET, RequestMethod.POST})
    String simulate(
            Caller caller,
            @PathVariable String territory,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String note,
            Model model,
            Locale language) {
        require(caller, territory);
        keepNote(note, model);
        Draft draft = draft(territory, id);
        TerritoryEditions.Reading reading = drafting.check(draft, language);
        return switch (drafting.simulate(draft, reading, REQUESTS, SAMPLE)) {
            case Drafting.Answer.Done<Simulation>(Simulation simulation) -> {
                model.addAttribute("simulation", simulation);
                yield show(draft, reading, model, null);
            }
            case Drafting.Answer.No<Simulation> no -> show(draft, reading, model, text(no.reason()));
        };
    }

    @PostMapping("/{territory}/drafts/{id}/publish")
    String publish(
            Caller caller,
            @PathVariable String territory,
            @PathVariable UUID id,
            @RequestParam long revision,
            @RequestParam(defaultValue = "") String note,
            Model model,
            Locale language) {
        require(caller, territory);
        return switch (drafting.publish(territory, id, revision, note, caller.clientId())) {
            case Drafting.Answer.Done<Long> _ -> "redirect:/desk/rules/" + territory;
            case Drafting.Answer.No<Long> no -> {
                keepNote(note, model);
                yield show(draft(territory, id), model, text(no.reason()), language);
            }
        };
    }

    @PostMapping("/{territory}/drafts/{id}/renewal")
    String renew(
            Caller caller,
            @PathVariable String territory,
            @PathVariable UUID id,
            @RequestParam long revision,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String note,
            Model model,
            Locale language) {
        require(caller, territory);
        keepNote(note, model);
        return switch (drafting.renew(territory, id, revision, version, caller.clientId())) {
            case Drafting.Answer.Done<Draft>(Draft draft) -> done(draft, model, language);
            case Drafting.Answer.No<Draft> no -> show(draft(territory, id), model, text(no.reason()), language);
        };
    }

    @PostMapping("/{territory}/drafts/{id}/discard")
    String discard(Caller caller, @PathVariable String territory, @PathVariable UUID id) {
        require(caller, territory);
        drafting.discard(territory, id, caller.clientId());
        return "redirect:/desk/rules/" + territory;
    }

    /** What was typed for putting a draft in force goes from form to form until it is, or it is given up. */
    private static void keepNote(String note, Model model) {
        model.addAttribute("typedNote", note.isBlank() ? null : note);
    }

    /** An address would carry what was typed no further, nor should it. */
    private String done(Draft draft, Model model, Locale language) {
        return model.getAttribute("typedNote") == null ? at(draft) : show(draft, model, null, language);
    }

    private String show(Draft draft, Model model, @Nullable String error, Locale language) {
        return show(draft, drafting.check(draft, language), model, error);
    }

    private String show(Draft draft, TerritoryEditions.Reading reading, Model model, @Nullable String error) {
        List<Remark> remarks = reading.remarks();
        model.addAttribute("territory", known(draft.jurisdictionId()));
        model.addAttribute("draft", draft);
        model.addAttribute("open", draft.status() == Draft.Status.OPEN);
        model.addAttribute(
                "meanwhile",
                drafting.isOutdated(draft) ? drafting.meanwhile(draft).orElse(null) : null);
        model.addAttribute(
                "large",
                draft.rules().length() > LARGEST_IN_A_PAGE || Boolean.TRUE.equals(model.getAttribute("typedTooLong")));
        model.addAttribute(
                "remarks",
                remarks.stream()
                        .sorted(Comparator.comparing(remark -> !remark.error()))
                        .limit(MOST_REMARKS)
                        .toList());
        model.addAttribute("moreRemarks", Math.max(0, remarks.size() - MOST_REMARKS));
        model.addAttribute("unchecked", !remarks.isEmpty() && remarks.stream().allMatch(RulePages::isUnchecked));
        model.addAttribute("publishable", reading.territory().isPresent());
        model.addAttribute("error", error);
        return "desk/draft";
    }

    /** Whether it says what was not looked at, rather than what was found. */
    private static boolean isUnchecked(Remark remark) {
        return remark.code().contains(".unchecked_");
    }

    private Draft draft(String territory, UUID id) {
        return drafting.find(territory, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Territory known(String territory) {
        return territories.current(territory).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String text(Drafting.Refusal reason) {
        return text(reason.code());
    }

    private String text(String code, Object... arguments) {
        return Optional.ofNullable(problems.problem(HttpStatus.CONFLICT, code, arguments)
                        .body()
                        .getDetail())
                .orElseGet(() -> fieldText(code));
    }

    private String fieldText(String code) {
        return problems.fieldError("", code).detail();
    }

    private static String at(Draft draft) {
        return "redirect:/desk/rules/" + draft.jurisdictionId() + "/drafts/" + draft.id();
    }

    private List<Territory> watched(Caller caller) {
        if (!caller.oversees()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return territories.current().stream()
                .filter(territory -> caller.oversees(territory.jurisdictionId()))
                .toList();
    }

    private static void require(Caller caller, String territory) {
        if (!caller.oversees(territory)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
