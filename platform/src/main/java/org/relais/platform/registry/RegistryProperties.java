package org.relais.platform.registry;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code relais.registry.*}: Confluent's configuration keys, for example {@code relais.registry.schema.registry.url}. What is
 * not given has the platform's own default: subjects by record name, schemas registered by a release step and not on the fly,
 * generated classes on reading.
 */
@ConfigurationProperties("relais")
record RegistryProperties(Map<String, String> registry) {

    private static final Map<String, String> DEFAULTS = Map.of(
            RegistrySettings.URL,
            "http://localhost:8085/apis/ccompat/v7",
            RegistrySettings.VALUE_SUBJECTS,
            "io.confluent.kafka.serializers.subject.RecordNameStrategy",
            "auto.register.schemas",
            "false",
            "avro.remove.java.properties",
            "true",
            "specific.avro.reader",
            "true");

    RegistryProperties {
        registry = registry == null ? Map.of() : Map.copyOf(registry);
    }

    Map<String, String> withDefaults() {
        Map<String, String> configuration = new HashMap<>(DEFAULTS);
        configuration.putAll(registry);
        return configuration;
    }

    @Override
    public String toString() {
        return "RegistryProperties[keys=" + registry.keySet() + "]";
    }
}
