package org.relais.intake.sensor.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relais.intake.filing.Place;
import org.relais.intake.sensor.RegisteredSensor;
import org.relais.intake.sensor.RegisteredSensors;
import org.relais.intake.sensor.SensorKey;

class SensorFilesTest {

    @TempDir
    private Path folder;

    private RegisteredSensors read(String text) throws IOException {
        Path file = folder.resolve("sensors.csv");
        Files.writeString(file, text);
        return SensorFiles.read(List.of(file), "sensor-silent");
    }

    @Test
    void readsSensorsWithWhatTheyLeaveOut() throws IOException {
        RegisteredSensors sensors = read("""
            jurisdiction;id;name;service;latitude;longitude;address;above;unit;interval;silentAfter;silenceService;alarmAfter
            valmont;p-12;Pont de la Grange;flood;48.85;2.35;Pont de la Grange;80.5;cm;10m;2;technics;30s
            valmont;p-13;;flood;;;;;;;;;
            """);

        assertThat(sensors.find(new SensorKey("valmont", "p-12")))
                .hasValue(new RegisteredSensor(
                        new SensorKey("valmont", "p-12"),
                        "Pont de la Grange",
                        "flood",
                        "technics",
                        new Place(48.85, 2.35, "Pont de la Grange"),
                        80.5,
                        null,
                        "cm",
                        Duration.ofMinutes(10),
                        2,
                        Duration.ofSeconds(30)));
        assertThat(sensors.find(new SensorKey("valmont", "p-13")))
                .hasValue(new RegisteredSensor(
                        new SensorKey("valmont", "p-13"),
                        null,
                        "flood",
                        "sensor-silent",
                        null,
                        null,
                        null,
                        null,
                        null,
                        3,
                        Duration.ZERO));
        assertThat(sensors.keys()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v;p 12;flood;;;      | line 2: id: letters",
                "v;;flood;;;          | line 2: id is missing",
                "v;p;flood;48;;       | line 2: latitude and longitude: both or neither",
                "v;p;flood;480;2;     | line 2: latitude and longitude",
                "v;p;flood;x;2;       | line 2: latitude: a number",
                "v;p;flood;;;soon     | line 2: interval: such as 10m"
            })
    void namesFileLineAndWhatIsWrong(String line, String complaint) {
        assertThatThrownBy(() -> read("jurisdiction;id;service;latitude;longitude;interval\n" + line))
                .hasMessageContaining("sensors.csv, " + complaint);
    }

    @Test
    void refusesUnknownColumnsAndDoubles() {
        assertThatThrownBy(() -> read("jurisdiction;id;service;lat\nv;p;flood;1"))
                .hasMessageContaining("knows no column lat");
        assertThatThrownBy(() -> read("jurisdiction;id;service\nv;p;flood\nv;p;pothole"))
                .hasMessageContaining("v/p is registered twice");
    }
}
