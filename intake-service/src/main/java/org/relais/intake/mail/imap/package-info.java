/** Reads the mailbox. */
@NullMarked
package org.relais.intake.mail.imap;

import org.jspecify.annotations.NullMarked;
