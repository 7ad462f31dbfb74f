/**
 * Pages of agents who sign in: the form of those who answer the phone or the counter, and file on a person's behalf; and, for those
 * who look after the platform, the texts in which something personal was found. By the keyboard, without scripts.
 */
@NullMarked
package org.relais.intake.pages.counter;

import org.jspecify.annotations.NullMarked;
