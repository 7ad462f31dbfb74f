package org.relais.intake.pages;

/** An address that is known, and where it is. */
public record Address(String label, double latitude, double longitude) {

    private static final double METRES_A_DEGREE = 111_320;

    /** How far it is from a place, as the crow flies over a town. */
    public double metresTo(double otherLatitude, double otherLongitude) {
        double north = (latitude - otherLatitude) * METRES_A_DEGREE;
        double east = (longitude - otherLongitude) * METRES_A_DEGREE * Math.cos(Math.toRadians(otherLatitude));
        return Math.hypot(north, east);
    }

    @Override
    public String toString() {
        return "Address[]";
    }
}
