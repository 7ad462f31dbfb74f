/** Where the bytes of attachments are kept. */
@NullMarked
package org.relais.intake.attachment.storage;

import org.jspecify.annotations.NullMarked;
