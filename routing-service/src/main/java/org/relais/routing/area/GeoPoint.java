package org.relais.routing.area;

/** A place in WGS 84 degrees. Its text names no coordinates: places of people do not belong in logs. */
public record GeoPoint(double latitude, double longitude) {

    public GeoPoint {
        if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("not a place in WGS 84 degrees");
        }
    }

    @Override
    public String toString() {
        return "GeoPoint[…]";
    }
}
