package org.relais.intake.open311.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Everything below Open311's address that is nothing of it. */
@Hidden
@RestController
class ElsewhereController {

    private static final Pattern WRITABLE =
            Pattern.compile("/open311/v2/(?:requests|servicerequestupdates)\\.(?:xml|json)");

    private final Answers answers;

    ElsewhereController(Answers answers) {
        this.answers = answers;
    }

    /** Said here for every address, since the one below takes any method to answer it with an error. */
    @RequestMapping(path = "/open311/**", method = RequestMethod.OPTIONS)
    ResponseEntity<Void> methods(HttpServletRequest request) {
        return WRITABLE.matcher(request.getRequestURI()).matches()
                ? allowing(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.OPTIONS)
                : allowing(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    }

    private static ResponseEntity<Void> allowing(HttpMethod... methods) {
        return ResponseEntity.ok().allow(methods).build();
    }

    @RequestMapping("/open311/**")
    ResponseEntity<byte[]> nothingHere(HttpServletRequest request) {
        return answers.problem(HttpStatus.NOT_FOUND, "not_found", request);
    }
}
