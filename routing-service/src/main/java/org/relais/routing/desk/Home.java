package org.relais.routing.desk;

import org.relais.platform.security.Caller;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The desk's front page, and where each finds their own work once signed in. */
@Controller
class Home {

    static final String START = "/desk/start";

    @GetMapping("/desk")
    String home() {
        return "desk/home";
    }

    @GetMapping(START)
    String start(Caller caller) {
        return caller.department() != null && !caller.oversees() ? "redirect:/desk/cases" : "redirect:/desk/rules";
    }

    /** The menu shows what the one who reads it may open. */
    @ControllerAdvice(annotations = Controller.class)
    static class Menu {

        @ModelAttribute("caller")
        Caller caller(Caller caller) {
            return caller;
        }
    }
}
