package org.relais.platform.document;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where documents come from.
 *
 * @param url template with {@code {key}} and {@code {version}}; absent where a service follows none
 * @param refresh how often the database is asked what has changed
 * @param backOff wait after a fetch that failed; doubled each time
 * @param longestBackOff longest wait between fetches
 */
@ConfigurationProperties("relais.documents")
public record DocumentSettings(
        @Nullable String url,
        @DefaultValue("500ms") Duration refresh,
        @DefaultValue("500ms") Duration backOff,
        @DefaultValue("10s") Duration longestBackOff) {}
