package org.relais.intake.sensor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sensors that the operator knows. */
public final class RegisteredSensors {

    private final Map<SensorKey, RegisteredSensor> byKey = new LinkedHashMap<>();

    /** @throws IllegalArgumentException where two bear the same name */
    public RegisteredSensors(List<RegisteredSensor> sensors) {
        for (RegisteredSensor sensor : sensors) {
            if (byKey.put(sensor.key(), sensor) != null) {
                throw new IllegalArgumentException("the sensor " + sensor.key() + " is registered twice");
            }
        }
    }

    public Optional<RegisteredSensor> find(SensorKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    public Collection<SensorKey> keys() {
        return byKey.keySet();
    }
}
