package org.relais.routing.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where security sends whom it refuses: mostly somebody whose session ended while a form was open. */
@Controller
class Refused {

    @RequestMapping(DeskSecurity.REFUSED)
    ModelAndView refused(HttpServletRequest request) {
        ModelAndView page = DeskProblems.saying(HttpStatus.FORBIDDEN, request);
        page.addObject("problem", "stale");
        return page;
    }
}
