package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.relais.platform.registry.SchemaRegistrar;
import org.relais.platform.registry.SchemaRegistrar.Outcome;
import org.relais.platform.registry.SchemaRegistry;

/** The release step: every schema of the catalogue stands in the registry before a service writes by it. */
final class SchemaRelease {

    private final String registryUrl;
    private final Path released;

    /** @param released file that remembers what was registered last, since the registry keeps it too */
    SchemaRelease(String registryUrl, Path released) {
        this.registryUrl = registryUrl;
        this.released = released;
    }

    void register() {
        List<Schema> catalogue = SchemaRegistrar.catalogue();
        String digest = Integer.toHexString(catalogue.toString().hashCode()) + "-" + catalogue.size();
        try {
            if (Files.exists(released) && Files.readString(released).equals(digest)) {
                return;
            }
            registerAll(catalogue);
            Files.writeString(released, digest);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + released, e);
        }
    }

    private void registerAll(List<Schema> catalogue) {
        try (SchemaRegistry registry = new SchemaRegistry(Map.of("schema.registry.url", registryUrl))) {
            List<String> refused = new SchemaRegistrar(registry)
                    .register(catalogue).stream()
                            .filter(registration -> registration.outcome() == Outcome.FAILED)
                            .map(registration -> registration.subject() + ": " + registration.reason())
                            .toList();
            if (!refused.isEmpty()) {
                throw new IllegalStateException("the registry refused schemas: " + refused);
            }
        }
    }
}
