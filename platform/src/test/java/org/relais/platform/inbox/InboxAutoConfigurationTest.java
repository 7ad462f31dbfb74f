package org.relais.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topic;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class InboxAutoConfigurationTest {

    /** Services run in heaps of less than 200 MB, and what was fetched may stand there twice. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    @Test
    void oneFetchBringsNoMoreThanASmallHeapHoldsAndEveryDeadLetter() {
        KafkaConnectionDetails connection = () -> List.of("localhost:9092");
        InboxSettings settings = new InboxSettings(
                true, 1, 5, Duration.ofMillis(200), Duration.ofSeconds(5), 500, Duration.ofSeconds(5));

        Map<String, Object> consumer =
                InboxAutoConfiguration.consumerProperties(new KafkaProperties(), connection, settings);

        assertThat(consumer)
                .hasEntrySatisfying(
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        bytes -> assertThat((Integer) bytes).isBetween(Topic.LARGEST_DEAD_LETTER, MOST_BYTES));
    }
}
