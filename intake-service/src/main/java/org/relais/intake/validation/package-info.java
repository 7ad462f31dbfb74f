/**
 * What texts are made of and compared by, and what is wrong with what a caller sent: a pointer, a code, and the words for it in the
 * caller's language.
 */
@NullMarked
package org.relais.intake.validation;

import org.jspecify.annotations.NullMarked;
