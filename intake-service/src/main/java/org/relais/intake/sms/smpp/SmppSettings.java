package org.relais.intake.sms.smpp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.relais.platform.smpp.TextCenterAccount;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code relais.sms.smpp}: a text center that hands over what people write. Without a host there is none.
 *
 * @param systemType what the provider asks for beside system id and password; mostly nothing
 * @param addressRange which numbers' texts are wanted, where one account has several; mostly nothing
 * @param source what answers come from; without it the number that was written to
 * @param tls whether the connection is encrypted and the certificate checked against host
 * @param alphabet what the text center means by its default alphabet
 * @param enquireLink how long a silent connection is left alone before it is asked whether it still stands
 * @param answerTimeout how long an answer is waited for
 * @param firstBackOff wait before the second try to connect; doubled after each further one
 * @param longestBackOff bound of that wait
 * @param repeatWithin how long after its answer the same text may come again because the answer was lost
 * @param atOnce how many texts are taken in at once; the text center keeps the others for later
 */
@ConfigurationProperties("relais.sms.smpp")
record SmppSettings(
        String host,
        @DefaultValue("2775") int port,
        @Nullable String systemId,
        @Nullable String password,
        @DefaultValue("") String systemType,
        @DefaultValue("") String addressRange,
        @Nullable String source,
        @DefaultValue("false") boolean tls,
        @DefaultValue("gsm") DefaultAlphabet alphabet,
        @DefaultValue("30s") Duration enquireLink,
        @DefaultValue("10s") Duration answerTimeout,
        @DefaultValue("1s") Duration firstBackOff,
        @DefaultValue("1m") Duration longestBackOff,
        @DefaultValue("5m") Duration repeatWithin,
        @DefaultValue("16") int atOnce) {

    /** For what needs no time: answers to our own texts, questions whether we are there, refusals of what is too much at once. */
    private static final int MORE_THREADS = 8;

    SmppSettings {
        if (systemId == null || systemId.isBlank()) {
            throw new IllegalArgumentException("relais.sms.smpp.system-id isn't set");
        }
        if (password == null) {
            throw new IllegalArgumentException(
                    "relais.sms.smpp.password isn't set: put it into the file of that name in" + " RELAIS_SECRETS_DIR");
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException("relais.sms.smpp.at-once: at least one");
        }
    }

    TextCenterAccount account() {
        return new TextCenterAccount(
                host,
                port,
                systemId == null ? "" : systemId,
                password == null ? "" : password,
                systemType,
                addressRange,
                tls,
                enquireLink,
                answerTimeout,
                firstBackOff,
                longestBackOff,
                atOnce + MORE_THREADS);
    }

    @Override
    public String toString() {
        return "SmppSettings[" + host + ":" + port + "]";
    }
}
