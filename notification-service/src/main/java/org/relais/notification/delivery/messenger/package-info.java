/** Notices by WhatsApp, Telegram and plain bridges. */
@NullMarked
package org.relais.notification.delivery.messenger;

import org.jspecify.annotations.NullMarked;
