package org.relais.routing.places;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.routing.cases.RecurringPlaces.Position;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Places that come back: a department's own, or all of them for who watches over all. */
@RestController
@RequestMapping(path = "/api/v1/recurring-places", produces = MediaType.APPLICATION_JSON_VALUE)
class RecurringPlacesController {

    private static final int MOST_ITEMS = 200;

    private final PlaceViews places;
    private final Problems problems;

    RecurringPlacesController(PlaceViews places, Problems problems) {
        this.places = places;
        this.problems = problems;
    }

    @GetMapping
    ResponseEntity<?> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String jurisdictionId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            Locale language) {
        if (caller.department() == null && !caller.oversees()) {
            return problems.problem(HttpStatus.FORBIDDEN, "department_only").response();
        }
        if (jurisdictionId != null && caller.oversees() && !caller.oversees(jurisdictionId)) {
            return problems.problem(HttpStatus.FORBIDDEN, "forbidden").response();
        }
        Optional<Position> after = Optional.ofNullable(cursor).flatMap(PlaceViews::position);
        if (cursor != null && after.isEmpty()) {
            return invalid("?cursor", "cursor_invalid");
        }
        if (limit < 1 || limit > MOST_ITEMS) {
            return invalid("?limit", "limit_out_of_range", MOST_ITEMS);
        }
        return ResponseEntity.ok(places.page(
                caller.oversees() ? null : caller.department(),
                jurisdictionId == null ? watched(caller) : Set.of(jurisdictionId),
                after.orElse(null),
                limit,
                language));
    }

    /** A department's own requests are of its territory anyway. */
    private static @Nullable Set<String> watched(Caller caller) {
        return caller.oversees() ? caller.jurisdictions() : null;
    }

    private ResponseEntity<?> invalid(String pointer, String code, Object... arguments) {
        return problems.problem(HttpStatus.BAD_REQUEST, "invalid_request")
                .error(problems.fieldError(pointer, code, arguments))
                .response();
    }
}
