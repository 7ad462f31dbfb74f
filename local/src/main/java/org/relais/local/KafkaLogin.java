package org.relais.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a department's own system signs in at Kafka, in the settings that every Kafka client knows. */
public final class KafkaLogin {

    private KafkaLogin() {}

    /**
     * @param bootstrapServers the listener where departments sign in
     * @param department its code, which is also the name of the group that it may read in
     * @param secret its client secret
     */
    public static Map<String, String> of(String bootstrapServers, String department, String secret) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(department, secret));
        settings.put("group.id", department);
        return settings;
    }
}
