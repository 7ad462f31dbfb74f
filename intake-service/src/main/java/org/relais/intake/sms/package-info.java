/** Text messages as a channel: joined, asked back for the place and the category, silent when asked to be. */
@NullMarked
package org.relais.intake.sms;

import org.jspecify.annotations.NullMarked;
