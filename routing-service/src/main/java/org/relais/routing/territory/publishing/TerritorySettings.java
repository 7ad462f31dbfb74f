package org.relais.routing.territory.publishing;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param folders territory folders to publish at start
 * @param refresh how often an instance looks whether another one published; the design allows a second
 */
@ConfigurationProperties("relais.territory")
record TerritorySettings(
        @DefaultValue List<String> folders,
        @DefaultValue("500ms") Duration refresh) {

    TerritorySettings {
        folders = folders.stream()
                .map(String::strip)
                .filter(folder -> !folder.isEmpty())
                .toList();
    }
}
