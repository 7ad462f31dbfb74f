package org.relais.intake.sms.persistence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How providers and text centers try again, below {@code relais.sms}.
 *
 * @param retriedWithin how long they go on with a text that wasn't answered, or with the pieces of one
 */
@ConfigurationProperties("relais.sms")
public record RetriedTexts(@DefaultValue("1h") Duration retriedWithin) {}
