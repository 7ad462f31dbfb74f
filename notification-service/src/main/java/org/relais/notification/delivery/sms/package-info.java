/** Texts by SMPP. */
@NullMarked
package org.relais.notification.delivery.sms;

import org.jspecify.annotations.NullMarked;
