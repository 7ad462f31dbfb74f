package org.relais.routing.desk;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A page whose template fails when much of it is written already. */
@Controller
class BrokenPage {

    static final String PATH = "/desk/broken/page";

    @GetMapping(PATH)
    String broken() {
        return "desk/broken";
    }
}
