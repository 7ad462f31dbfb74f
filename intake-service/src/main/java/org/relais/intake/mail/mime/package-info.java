/** Reads what stands in a mail's bytes, whatever they are. */
@NullMarked
package org.relais.intake.mail.mime;

import org.jspecify.annotations.NullMarked;
