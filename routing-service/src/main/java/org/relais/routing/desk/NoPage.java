package org.relais.routing.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where a person ends whose browser asked for an address at which there is nothing for people. */
@Controller
class NoPage {

    @RequestMapping(DeskSecurity.NO_PAGE)
    ModelAndView nothingHere(HttpServletRequest request) {
        return DeskProblems.saying(HttpStatus.NOT_FOUND, request);
    }
}
