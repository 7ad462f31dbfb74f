package org.relais.routing.drafts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Rules in pages: every step is a form, so that it works without JavaScript. */
@Controller
@RequestMapping("/desk/rules")
class RulePages {

    private static final int MOST_ITEMS = 50;
    private static final int REQUESTS = 10_000;
    private static final int SAMPLE = 20;

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
        return list(territory, model, null);
    }

    private String list(String territory, Model model, @Nullable String error) {
        model.addAttribute("territory", known(territory));
        model.addAttribute("drafts", drafting.latest(territory, MOST_ITEMS));
        model.addAttribute("history", editions.history(territory, MOST_ITEMS));
        model.addAttribute("error", error);
        return "desk/rules";
    }

    @PostMapping("/{territory}/drafts")
    String start(Caller caller, @PathVariable String territory, @RequestParam String title, Model model) {
        require(caller, territory);
        known(territory);
        return switch (drafting.start(territory, title, null, caller.clientId())) {
            case Drafting.Answer.Done<Draft>(Draft draft) -> at(draft);
            case Drafting.Answer.No<Draft> no -> list(territory, model, text(no.reason()));
        };
    }

    @PostMapping("/{territory}/rollback")
    String rollBack(Caller caller, @PathVariable String territory, @RequestParam long version, Model model) {
        require(caller, territory);
        if (!caller.has(Roles.ADMIN)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        editions.rollBack(territory, version, caller.clientId());
        return "redirect:/desk/rules/" + territory;
    }

    @GetMapping("/{territory}/drafts/{id}")
    String read(Caller caller, @PathVariable String territory, @PathVariable UUID id, Model model, Locale language) {
        require(caller, territory);
        return show(draft(territory, id), model, null, language);
    }

    @PostMapping("/{territory}/drafts/{id}")
    String change(
            Caller caller,
            @PathVariable String territory,
            @PathVariable UUID id,
            @RequestParam String title,
            @RequestParam String rules,
            @RequestParam long revision,
            Model model,
            Locale language) {
        require(caller, territory);
        // Forms send line ends as CR LF; a table is kept with LF, so that two authors' versions can be compared.
        String table = rules.replace("\r\n", "\n");
        return switch (drafting.change(territory, id, revision, title, table, caller.clientId())) {
            case Drafting.Answer.Done<Draft>(Draft draft) -> at(draft);
            case Drafting.Answer.No<Draft> no -> {
                model.addAttribute("typed", table);
                yield show(draft(territory, id), model, text(no.reason()), language);
            }
        };
    }

    @PostMapping("/{territory}/drafts/{id}/simulation")
    String simulate(
            Caller caller, @PathVariable String territory, @PathVariable UUID id, Model model, Locale language) {
        require(caller, territory);
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
            case Drafting.Answer.No<Long> no -> show(draft(territory, id), model, text(no.reason()), language);
        };
    }

    @PostMapping("/{territory}/drafts/{id}/discard")
    String discard(Caller caller, @PathVariable String territory, @PathVariable UUID id) {
        require(caller, territory);
        drafting.discard(territory, id, caller.clientId());
        return "redirect:/desk/rules/" + territory;
    }

    private String show(Draft draft, Model model, @Nullable String error, Locale language) {
        return show(draft, drafting.check(draft, language), model, error);
    }

    private String show(Draft draft, TerritoryEditions.Reading reading, Model model, @Nullable String error) {
        model.addAttribute("territory", known(draft.jurisdictionId()));
        model.addAttribute("draft", draft);
        model.addAttribute("open", draft.status() == Draft.Status.OPEN);
        model.addAttribute("remarks", reading.remarks());
        model.addAttribute("publishable", reading.territory().isPresent());
        model.addAttribute("error", error);
        return "desk/draft";
    }

    private Draft draft(String territory, UUID id) {
        return drafting.find(territory, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Territory known(String territory) {
        return territories.current(territory).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String text(Drafting.Refusal reason) {
        return Optional.ofNullable(problems.problem(HttpStatus.CONFLICT, reason.code())
                        .body()
                        .getDetail())
                .orElseGet(() -> problems.fieldError("", reason.code()).detail());
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
