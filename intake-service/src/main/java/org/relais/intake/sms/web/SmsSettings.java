package org.relais.intake.sms.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code relais.sms}. Without a secret no provider may call.
 *
 * @param webhookSecret base64 of the key with which the provider signs, whether or not {@code whsec_} stands before it
 * @param jurisdictionId territory the number is for; needed only where there are several
 * @param tolerance how old a signed call may be
 */
@ConfigurationProperties("relais.sms")
record SmsSettings(
        @Nullable String webhookSecret,
        @Nullable String jurisdictionId,
        @DefaultValue("5m") Duration tolerance) {

    @Override
    public String toString() {
        return "SmsSettings[]";
    }
}
