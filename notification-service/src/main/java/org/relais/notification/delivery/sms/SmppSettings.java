package org.relais.notification.delivery.sms;

import java.time.Duration;
import org.relais.platform.smpp.TextCenterAccount;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The text center. Without a host there is none, and nothing is sent by text.
 *
 * @param source what texts come from: a number ({@code +33…}), a short number, or up to eleven letters and digits
 * @param systemType what the provider asks for beside system id and password; mostly nothing
 * @param tls whether the connection is encrypted and the certificate checked against host
 * @param hexIds whether it names texts in hexadecimal when it takes them, and in decimal in receipts
 * @param enquireLink how long a silent connection is left alone before it is asked whether it still stands
 * @param answerTimeout how long an answer is waited for
 * @param firstBackOff wait before the second try to connect; doubled after each further one
 * @param longestBackOff bound of that wait
 */
@ConfigurationProperties("relais.notification.sms.smpp")
@ConditionalOnProperty("relais.notification.sms.smpp.host")
record SmppSettings(
        String host,
        @DefaultValue("2775") int port,
        String systemId,
        String password,
        String source,
        @DefaultValue("") String systemType,
        @DefaultValue("false") boolean tls,
        @DefaultValue("false") boolean hexIds,
        @DefaultValue("30s") Duration enquireLink,
        @DefaultValue("10s") Duration answerTimeout,
        @DefaultValue("1s") Duration firstBackOff,
        @DefaultValue("1m") Duration longestBackOff) {

    /** Receipts are short work. */
    private static final int AT_ONCE = 3;

    TextCenterAccount account() {
        return new TextCenterAccount(
                host,
                port,
                systemId,
                password,
                systemType,
                "",
                tls,
                enquireLink,
                answerTimeout,
                firstBackOff,
                longestBackOff,
                AT_ONCE);
    }

    @Override
    public String toString() {
        return "SmppSettings[" + host + ":" + port + "]";
    }
}
