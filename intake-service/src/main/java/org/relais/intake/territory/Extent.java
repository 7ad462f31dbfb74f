package org.relais.intake.territory;

/** The box around a territory's areas, in degrees. */
public record Extent(double south, double west, double north, double east) {

    public boolean contains(double latitude, double longitude) {
        return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
    }

    Extent widened(double latitudes, double longitudes) {
        return new Extent(south - latitudes, west - longitudes, north + latitudes, east + longitudes);
    }
}
