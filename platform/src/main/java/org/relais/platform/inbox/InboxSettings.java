package org.relais.platform.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are read.
 *
 * @param enabled whether this instance reads at all
 * @param consumers how many threads read
 * @param attempts how often a failing event is tried before it goes to the dead letters
 * @param backOff wait before the second attempt; doubled each time
 * @param longestBackOff longest wait between attempts
 * @param batch how many records one transaction takes at most
 * @param newTopics how soon a new topic of a subscribed family is noticed
 */
@ConfigurationProperties("relais.inbox")
public record InboxSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1") int consumers,
        @DefaultValue("5") int attempts,
        @DefaultValue("200ms") Duration backOff,
        @DefaultValue("5s") Duration longestBackOff,
        @DefaultValue("500") int batch,
        @DefaultValue("5s") Duration newTopics) {

    Duration backOff(int failures) {
        long millis = backOff.toMillis() << Math.min(failures - 1, 16);
        return Duration.ofMillis(Math.min(millis, longestBackOff.toMillis()));
    }
}
