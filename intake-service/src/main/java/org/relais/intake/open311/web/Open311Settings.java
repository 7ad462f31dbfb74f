package org.relais.intake.open311.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code relais.open311}.
 *
 * @param keys API keys by the names of their holders
 * @param type production or test, as discovery tells clients
 * @param contact whom to ask about the service; by default the territory's office
 * @param keyService where to ask for a key; by default that office too
 */
@ConfigurationProperties("relais.open311")
record Open311Settings(
        @DefaultValue Map<String, String> keys,
        @DefaultValue("production") String type,
        @Nullable String contact,
        @Nullable String keyService) {

    @Override
    public String toString() {
        return "Open311Settings[type=" + type + "]";
    }
}
