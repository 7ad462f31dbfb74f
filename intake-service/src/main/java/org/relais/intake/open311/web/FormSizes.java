package org.relais.intake.open311.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How large forms may be, and what is said of one that is larger, or that is none. */
@Component
class FormSizes {

    private final DataSize withoutFiles;
    private final DataSize withFiles;
    private final Answers answers;

    FormSizes(
            @Value("${relais.web.max-body-size:1MB}") DataSize withoutFiles,
            @Value("${spring.servlet.multipart.max-request-size}") DataSize withFiles,
            Answers answers) {
        this.withoutFiles = withoutFiles;
        this.withFiles = withFiles;
        this.answers = answers;
    }

    boolean isTooLarge(HttpServletRequest request) {
        return !Media.mayBeIn(request) && request.getContentLengthLong() > withoutFiles.toBytes();
    }

    ResponseEntity<byte[]> unreadable(HttpServletRequest request) {
        return answers.problem(
                HttpStatus.BAD_REQUEST,
                "form_unreadable",
                request,
                withoutFiles.toMegabytes(),
                withFiles.toMegabytes());
    }
}
