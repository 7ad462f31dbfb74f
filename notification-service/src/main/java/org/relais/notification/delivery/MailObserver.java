package org.relais.notification.delivery;

/** Sees every mail that the mail server took. */
public interface MailObserver {

    void left(Mail mail);
}
