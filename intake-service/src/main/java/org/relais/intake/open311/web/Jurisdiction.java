package org.relais.intake.open311.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.relais.intake.open311.Form;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Finds the territory that a call is about. */
@Component
class Jurisdiction {

    private static final Duration UNTIL_TERRITORY = Duration.ofSeconds(5);
    private static final String PARAMETER = "jurisdiction_id";

    private final Territories territories;
    private final Answers answers;

    Jurisdiction(Territories territories, Answers answers) {
        this.territories = territories;
        this.answers = answers;
    }

    ResponseEntity<byte[]> with(
            Form form, HttpServletRequest request, Function<Territory, ResponseEntity<byte[]>> action) {
        return switch (territories.select(form.text(PARAMETER))) {
            case Selection.Selected(Territory territory) -> action.apply(territory);
            case Selection.Ambiguous ambiguous -> refused("required", request);
            case Selection.Unknown unknown -> refused("jurisdiction_unknown", request);
            case Selection.NoneKnown none ->
                answers.later(HttpStatus.SERVICE_UNAVAILABLE, "no_territory_yet", UNTIL_TERRITORY, request);
        };
    }

    private ResponseEntity<byte[]> refused(String code, HttpServletRequest request) {
        return answers.error(new Violation("/" + PARAMETER, code, List.of()), request);
    }
}
