package org.relais.intake.pages.web;

import java.util.List;
import org.relais.intake.territory.Territory;

/** A page needs a territory, and which one is open: none is published yet, or the person must choose. */
final class NoTerritoryForPage extends RuntimeException {

    private final transient List<Territory> choices;

    NoTerritoryForPage(List<Territory> choices) {
        super("no territory for this page", null, false, false);
        this.choices = List.copyOf(choices);
    }

    List<Territory> choices() {
        return choices;
    }
}
