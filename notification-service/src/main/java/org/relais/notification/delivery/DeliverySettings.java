package org.relais.notification.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are sent.
 *
 * @param workers how many are sent at the same time
 * @param pollInterval how often a worker without work looks for some
 * @param receiptWait how long a receipt waits for the routing decision, so that it can name the service in charge
 * @param firstBackOff wait after the first failed try; doubled after each further one
 * @param longestBackOff bound of that wait
 * @param giveUpAfter age at which a message is not worth sending any more
 * @param keepOrderFor how long a later message waits for an earlier one to the same person about the same request
 */
@ConfigurationProperties("relais.notification.delivery")
public record DeliverySettings(
        @DefaultValue("4") int workers,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("10s") Duration receiptWait,
        @DefaultValue("5s") Duration firstBackOff,
        @DefaultValue("15m") Duration longestBackOff,
        @DefaultValue("2d") Duration giveUpAfter,
        @DefaultValue("1h") Duration keepOrderFor) {}
