/** Which attachments there are, and whose. */
@NullMarked
package org.relais.intake.attachment.persistence;

import org.jspecify.annotations.NullMarked;
