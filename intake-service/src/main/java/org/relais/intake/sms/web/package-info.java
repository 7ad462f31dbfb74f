/** The webhook that a provider of text messages calls. */
@NullMarked
package org.relais.intake.sms.web;

import org.jspecify.annotations.NullMarked;
