package org.relais.platform.registry;

import java.util.List;
import org.apache.avro.Schema;

/**
 * A schema as it stands in the registry.
 *
 * @param id what records carry
 * @param schema parsed, with its references resolved
 */
public record SchemaVersion(String subject, int version, int id, Schema schema, List<SchemaReference> references) {

    public SchemaVersion {
        references = List.copyOf(references);
    }
}
