package org.relais.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/** Pages in the place of problems, from a service that speaks with people too. */
@FunctionalInterface
public interface ErrorPages {

    /**
     * Says on a page what a problem would have said.
     *
     * @param request as the container sends it on to say what went wrong
     * @return empty where a program asked, which gets the problem
     */
    Optional<ModelAndView> page(HttpStatusCode status, HttpServletRequest request);
}
