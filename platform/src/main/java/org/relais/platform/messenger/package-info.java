/** Messengers by the calls that WhatsApp, Telegram and plain bridges take, for those who answer people and those who tell them more. */
@NullMarked
package org.relais.platform.messenger;

import org.jspecify.annotations.NullMarked;
