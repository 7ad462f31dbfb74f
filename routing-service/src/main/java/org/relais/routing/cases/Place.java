package org.relais.routing.cases;

/** Where a request is about, in WGS 84 degrees. Never printed. */
public record Place(double latitude, double longitude, Words address) {

    @Override
    public String toString() {
        return "Place[…]";
    }
}
