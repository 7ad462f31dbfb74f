/** E-mail as a channel: which mails count, what they say, and which request a reply is about. */
@NullMarked
package org.relais.intake.mail;

import org.jspecify.annotations.NullMarked;
