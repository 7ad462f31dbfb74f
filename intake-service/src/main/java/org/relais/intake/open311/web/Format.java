package org.relais.intake.open311.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;

/** The formats of the standard, by the ending of the address. */
enum Format {
    XML("xml", "text/xml"),
    JSON("json", "application/json");

    private final String ending;
    private final String mediaType;

    Format(String ending, String mediaType) {
        this.ending = ending;
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    static Optional<Format> ofEnding(String ending) {
        return Arrays.stream(values())
                .filter(format -> format.ending.equals(ending))
                .findFirst();
    }

    /** XML is the one that every client of the standard reads. */
    static Format asked(HttpServletRequest request) {
        // Where something went wrong, the container asks for the place that says so.
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
        return ofEnding(path.substring(path.lastIndexOf('.') + 1)).orElse(XML);
    }
}
