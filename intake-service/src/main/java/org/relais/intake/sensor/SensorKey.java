package org.relais.intake.sensor;

/** A sensor's name: its own id within a territory. */
public record SensorKey(String jurisdictionId, String sensorId) {

    @Override
    public String toString() {
        return jurisdictionId + "/" + sensorId;
    }
}
