package org.relais.intake.open311.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Everything below Open311's address that is nothing of it. */
@Hidden
@RestController
class ElsewhereController {

    private final Answers answers;

    ElsewhereController(Answers answers) {
        this.answers = answers;
    }

    @RequestMapping("/open311/**")
    ResponseEntity<byte[]> nothingHere(HttpServletRequest request) {
        return answers.problem(HttpStatus.NOT_FOUND, "not_found", request);
    }
}
