package org.relais.intake.pages;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;

/** A page whose template fails when much of it is written already. */
@Page
@Hidden
class BrokenPage {

    static final String PATH = "/suivi/broken/page";

    @GetMapping(PATH)
    String broken() {
        return "broken";
    }
}
