package org.relais.e2e.client;

import java.net.URI;
import java.util.Map;
import org.relais.e2e.system.SystemUnderTest;

/** Asks the schema registry. */
public final class Registry {

    private final URI subjects;

    public Registry(SystemUnderTest system) {
        this.subjects = URI.create(system.registry() + "/subjects");
    }

    public Reply subjects() {
        return Http.get(subjects, Map.of());
    }
}
