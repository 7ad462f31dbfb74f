package org.relais.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.relais.e2e.system.Containers;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** The main journey with everything but our own services in containers. */
@Tag("testcontainers")
class ContainersJourneyIT {

    @Test
    void aRequestTravelsToItsDepartmentAndBackOnContainers() throws IOException {
        assumeDocker();
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/platforms")), "containers-");
        try (var system = Containers.start(folder)) {
            new RequestJourney(system).goesToTheDepartmentAndBackThroughACrashOfRouting();
        }
    }

    private static void assumeDocker() {
        var answers = DockerClientFactory.instance().isDockerAvailable();
        if (!answers) {
            LoggerFactory.getLogger(ContainersJourneyIT.class)
                    .warn("!!! SKIPPED: the journey on Testcontainers, since no Docker engine answers");
        }
        assumeTrue(answers, "no Docker engine answers");
    }
}
