package org.relais.routing.cases.timers;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How dates are watched.
 *
 * @param checkEvery how often due timers are looked for
 * @param settle how long after its start this instance fires none, so that answers that came in while the service was down are
 *     heard before anybody is said not to have answered
 */
@ConfigurationProperties("relais.routing.deadlines")
record DeadlineSettings(
        @DefaultValue("10s") Duration checkEvery,
        @DefaultValue("20s") Duration settle) {}
