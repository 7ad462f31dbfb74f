/** Mails that answer mails, by the service that sends them. */
@NullMarked
package org.relais.intake.mail.notification;

import org.jspecify.annotations.NullMarked;
