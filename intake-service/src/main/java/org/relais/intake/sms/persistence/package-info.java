/** Conversations by text message, and the pieces of long ones. */
@NullMarked
package org.relais.intake.sms.persistence;

import org.jspecify.annotations.NullMarked;
