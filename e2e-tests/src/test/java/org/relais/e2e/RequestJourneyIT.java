package org.relais.e2e;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.relais.e2e.system.SystemUnderTest;

@ExtendWith(SharedSystem.class)
class RequestJourneyIT {

    @Test
    void aRequestTravelsToItsDepartmentAndBackThroughACrashOfRouting(SystemUnderTest system) throws IOException {
        new RequestJourney(system).goesToTheDepartmentAndBackThroughACrashOfRouting();
    }
}
