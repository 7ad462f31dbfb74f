/** The form of agents who answer the phone or the counter, and file on a person's behalf: one page, by the keyboard. */
@NullMarked
package org.relais.intake.pages.counter;

import org.jspecify.annotations.NullMarked;
