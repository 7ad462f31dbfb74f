/** Mail by SMTP. */
@NullMarked
package org.relais.notification.delivery.mail;

import org.jspecify.annotations.NullMarked;
