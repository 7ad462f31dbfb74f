/** Messengers as a channel: whoever signs as WhatsApp or Telegram do may hand messages over, and gets the answers to send back. */
@NullMarked
package org.relais.intake.messenger;

import org.jspecify.annotations.NullMarked;
