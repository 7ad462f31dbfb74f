package org.relais.platform.registry;

import java.util.Collection;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the registry for schemas before a record needs them; a failure is logged and left to the first record. */
final class WarmUp {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private WarmUp() {}

    /** @return whether all of them are known now */
    static boolean of(Collection<Schema> schemas, Consumer<Schema> asking) {
        boolean complete = true;
        for (Schema schema : schemas) {
            try {
                asking.accept(schema);
            } catch (RegistryUnavailable unavailable) {
                log.atWarn()
                        .addKeyValue("outcome", "registry_unavailable")
                        .addKeyValue("reason", unavailable.getMessage())
                        .log("Schemas are not warmed up; they are asked for again with the first record");
                return false;
            } catch (RegistryException failed) {
                log.atWarn()
                        .addKeyValue("outcome", "schema_unknown")
                        .addKeyValue("reason", failed.getMessage())
                        .log("The schema of {} is not warmed up", schema.getFullName());
                complete = false;
            }
        }
        return complete;
    }
}
