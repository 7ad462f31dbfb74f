package org.relais.intake.pages;

/** An address that is known, and where it is. */
public record Address(String label, double latitude, double longitude) {

    @Override
    public String toString() {
        return "Address[]";
    }
}
