package org.relais.notification.delivery.mail;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What mails say of their sender.
 *
 * @param from address they come from; the name shown beside it is the town's
 * @param replyTo where replies go, if anywhere
 * @param domain right part of the Message-ID and name given to the mail server; never changes once mails were sent
 */
@ConfigurationProperties("relais.notification.mail")
record MailSettings(String from, @Nullable String replyTo, String domain) {}
