package org.relais.intake.pages.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.relais.intake.pages.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where a person ends whose browser asked for an address at which there is nothing for people. */
@Page
@Hidden
class NoPageController {

    static final String PATH = "/no-page";

    private final PageAdvice pages;

    NoPageController(PageAdvice pages) {
        this.pages = pages;
    }

    @RequestMapping(PATH)
    ModelAndView nothingHere(HttpServletRequest request) {
        return pages.error(HttpStatus.NOT_FOUND, request);
    }
}
