package org.relais.intake.open311.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Addresses as others reach this service. */
@Component
class PublicAddress {

    private final String base;

    PublicAddress(@Value("${relais.public-url}") String base) {
        this.base = base;
    }

    String of(String path) {
        return base + path;
    }
}
