package org.relais.intake.sensor.mqtt;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.relais.intake.sensor.SensorKey;

/** Where sensors send to, for example {@code relais/{jurisdiction}/sensors/{sensor}}: a topic names its sensor. */
final class SensorTopics {

    private static final String JURISDICTION = "{jurisdiction}";
    private static final String SENSOR = "{sensor}";

    private final List<String> levels;

    /** @throws IllegalArgumentException where the two are not levels of their own */
    SensorTopics(String pattern) {
        this.levels = levels(pattern);
        if (levels.stream().filter(JURISDICTION::equals).count() != 1
                || levels.stream().filter(SENSOR::equals).count() != 1
                || levels.contains("#")) {
            throw new IllegalArgumentException(
                    "relais.mqtt.topics must have {jurisdiction} and {sensor} as levels, and no #");
        }
    }

    /** What to subscribe to. */
    String filter() {
        return String.join(
                "/", levels.stream().map(level -> isNamed(level) ? "+" : level).toList());
    }

    /** The sensor that sends to this topic; none where it isn't one of these topics. */
    Optional<SensorKey> sensorOf(String topic) {
        List<String> parts = levels(topic);
        if (parts.size() != levels.size()) {
            return Optional.empty();
        }
        for (int level = 0; level < levels.size(); level++) {
            String wanted = levels.get(level);
            if (!isNamed(wanted) && !wanted.equals("+") && !wanted.equals(parts.get(level))) {
                return Optional.empty();
            }
        }
        return Optional.of(new SensorKey(parts.get(levels.indexOf(JURISDICTION)), parts.get(levels.indexOf(SENSOR))));
    }

    private static boolean isNamed(String level) {
        return level.equals(JURISDICTION) || level.equals(SENSOR);
    }

    private static List<String> levels(String topic) {
        return Arrays.asList(topic.split("/", -1));
    }
}
