/** Texts that a text center hands over by SMPP. */
@NullMarked
package org.relais.intake.sms.smpp;

import org.jspecify.annotations.NullMarked;
