package org.relais.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relais.e2e.schedule.FaultSchedule;
import org.relais.e2e.schedule.FilingUnderFaults;
import org.relais.e2e.system.Processes;

/**
 * Five thousand requests while every service and the broker are killed, once with one instance of each service and once with two;
 * as many a second as make the filing last as long as the killing.
 */
@Tag("schedules")
class SchedulesIT {

    @ParameterizedTest
    @CsvSource({"5000, 20261123, 1, 40", "5000, 20261124, 2, 20"})
    void everyGuaranteeHoldsWhileEverythingIsKilled(
            int requests, long seed, int instances, int perSecond, TestReporter reporter) throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/platforms")), "schedule-");
        var schedule = FaultSchedule.seeded(seed, instances);
        try (var system = Processes.start(folder, instances)) {
            var outcome = new FilingUnderFaults(system, schedule, requests, perSecond).run();
            outcome.witnesses().forEach(witness -> reporter.publishEntry("seed " + seed, witness));
            assertThat(outcome.breaches())
                    .as("%s%n%s", schedule, outcome.witnesses())
                    .isEmpty();
        }
    }
}
