package org.relais.routing.places;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.platform.security.Caller;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The same list as a page, the most often seen first; a department opens its own requests from there. */
@Controller
class RecurringPlacePages {

    private static final int SHOWN = 50;

    private final PlaceViews places;
    private final Territories territories;

    RecurringPlacePages(PlaceViews places, Territories territories) {
        this.places = places;
        this.territories = territories;
    }

    @GetMapping("/desk/places")
    String list(Caller caller, @RequestParam(required = false) @Nullable String after, Model model, Locale language) {
        String department = caller.department();
        if (department == null && !caller.oversees()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        PlaceViews.Page page = places.page(
                caller.oversees() ? null : department,
                caller.oversees() ? caller.jurisdictions() : null,
                Optional.ofNullable(after).flatMap(PlaceViews::position).orElse(null),
                SHOWN,
                language);
        model.addAttribute("page", page);
        model.addAttribute("department", department);
        model.addAttribute(
                "zones",
                page.items().stream()
                        .map(PlaceView::jurisdictionId)
                        .distinct()
                        .collect(Collectors.toMap(territory -> territory, this::zone)));
        return "desk/places";
    }

    private ZoneId zone(String territory) {
        return territories.current(territory).map(Territory::timeZone).orElse(ZoneOffset.UTC);
    }
}
