/** What is going on with whom, by a keyed mark alone. */
@NullMarked
package org.relais.intake.dialogue.persistence;

import org.jspecify.annotations.NullMarked;
