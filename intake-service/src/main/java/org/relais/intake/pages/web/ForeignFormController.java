package org.relais.intake.pages.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.relais.intake.pages.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where a form ends that didn't come from its page, or whose page is too old. */
@Page
@Hidden
class ForeignFormController {

    static final String PATH = "/form-refused";

    private final PageAdvice pages;

    ForeignFormController(PageAdvice pages) {
        this.pages = pages;
    }

    @RequestMapping(PATH)
    ModelAndView refused(HttpServletRequest request) {
        return pages.error(HttpStatus.FORBIDDEN, request);
    }
}
