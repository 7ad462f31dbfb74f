package org.relais.routing.cases;

/** Where a request is about, in WGS 84 degrees; both are 0 where only an address is known. Never printed. */
public record Place(double latitude, double longitude, Words address) {

    /** Whether there are coordinates: nobody means the sea off Africa. */
    public boolean isLocated() {
        return latitude != 0 || longitude != 0;
    }

    @Override
    public String toString() {
        return "Place[…]";
    }
}
