/** A short conversation by text: a request is filed with the first words, then asked back for what it lacks. */
@NullMarked
package org.relais.intake.dialogue;

import org.jspecify.annotations.NullMarked;
