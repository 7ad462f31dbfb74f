package org.relais.routing.learning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.routing.drafts.Draft;
import org.relais.routing.drafts.Drafting;
import org.relais.routing.rules.Visibility;
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

/** How often each rule is wrong, the change that suggests as one button, and what changes brought. */
@Controller
@RequestMapping("/desk/rules/{territory}/mistakes")
class MistakePages {

    /** The most wrong come first; of a table of very many rules the others would only make the page heavy. */
    private static final int SHOWN = 200;

    private final Learning learning;
    private final Territories territories;
    private final Problems problems;

    MistakePages(Learning learning, Territories territories, Problems problems) {
        this.learning = learning;
        this.territories = territories;
        this.problems = problems;
    }

    @GetMapping
    String rates(Caller caller, @PathVariable String territory, Model model, Locale language) {
        require(caller, territory);
        return show(territory, model, language, null);
    }

    @PostMapping
    String mend(
            Caller caller,
            @PathVariable String territory,
            @RequestParam String rule,
            @RequestParam String service,
            @RequestParam(defaultValue = "") String visibility,
            Model model,
            Locale language) {
        require(caller, territory);
        Visibility.Choice chosen = Visibility.chosen(visibility);
        if (!chosen.isKnown()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        Optional<Drafting.Answer<Draft>> mended =
                learning.mend(territory, rule, service, chosen.visibility(), caller.clientId());
        if (mended.isEmpty()) {
            return show(territory, model, language, "suggestion_not_found");
        }
        return switch (mended.get()) {
            case Drafting.Answer.Done<Draft>(Draft draft) ->
                "redirect:/desk/rules/" + territory + "/drafts/" + draft.id();
            case Drafting.Answer.No<Draft> no ->
                show(territory, model, language, no.reason().code());
        };
    }

    private String show(String id, Model model, Locale language, @Nullable String error) {
        Territory territory =
                territories.current(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("territory", territory);
        List<Misroutes.Rate> rates = learning.rates(id);
        model.addAttribute("rates", rates.stream().limit(SHOWN).toList());
        model.addAttribute("all", rates.size());
        model.addAttribute("lessons", learning.lessons(id, language));
        model.addAttribute(
                "error",
                error == null
                        ? null
                        : problems.problem(HttpStatus.CONFLICT, error).body().getDetail());
        return "desk/mistakes";
    }

    private static void require(Caller caller, String territory) {
        if (!caller.oversees(territory)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
