package org.relais.platform.smpp;

import java.time.Duration;

/**
 * Where a text center is, and as whom it knows us.
 *
 * @param systemType what the provider asks for beside system id and password; mostly nothing
 * @param addressRange which numbers' texts are wanted; mostly nothing
 * @param tls whether the connection is encrypted and the certificate checked against host
 * @param enquireLink how long a silent connection is left alone before it is asked whether it still stands
 * @param answerTimeout how long an answer is waited for
 * @param firstBackOff wait before the second try to connect; doubled after each further one
 * @param longestBackOff bound of that wait
 * @param atOnce how many things from the text center are worked on at once
 */
public record TextCenterAccount(
        String host,
        int port,
        String systemId,
        String password,
        String systemType,
        String addressRange,
        boolean tls,
        Duration enquireLink,
        Duration answerTimeout,
        Duration firstBackOff,
        Duration longestBackOff,
        int atOnce) {

    @Override
    public String toString() {
        return "TextCenterAccount[" + host + ":" + port + "]";
    }
}
