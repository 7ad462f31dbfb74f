package org.relais.routing.deadlines;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.relais.platform.security.Caller;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseLists;
import org.relais.routing.cases.CaseView;
import org.relais.routing.cases.CaseViews;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** Cases whose date comes near or has passed, the most overdue first: who has them, and whom the case was raised to. */
@Controller
class DeadlinePages {

    private static final int SHOWN = 100;

    private final CaseLists cases;
    private final CaseViews views;
    private final Territories territories;

    DeadlinePages(CaseLists cases, CaseViews views, Territories territories) {
        this.cases = cases;
        this.views = views;
        this.territories = territories;
    }

    /** @param due in the territory's own time */
    record Row(CaseView view, CaseView.Clock clock, ZonedDateTime due) {}

    @GetMapping("/desk/deadlines")
    String list(Caller caller, Model model, Locale language) {
        if (!caller.oversees()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        List<CaseFile> found = cases.nearOrMissed(caller.jurisdictions(), SHOWN + 1);
        List<Row> rows = views.views(found.stream().limit(SHOWN).toList(), language).stream()
                .flatMap(view -> row(view).stream())
                .toList();
        model.addAttribute(
                "missed", rows.stream().filter(row -> row.clock().missed()).toList());
        model.addAttribute(
                "near", rows.stream().filter(row -> !row.clock().missed()).toList());
        model.addAttribute("more", found.size() > SHOWN);
        return "desk/deadlines";
    }

    private List<Row> row(CaseView view) {
        CaseView.Clock clock = view.deadline();
        if (clock == null) {
            return List.of();
        }
        ZoneId zone = territories
                .current(view.jurisdictionId())
                .map(Territory::timeZone)
                .orElse(ZoneOffset.UTC);
        return List.of(new Row(view, clock, clock.dueAt().atZone(zone)));
    }
}
