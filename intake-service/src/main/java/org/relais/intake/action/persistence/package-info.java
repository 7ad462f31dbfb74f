/** Stores a citizen's actions, once each. */
@NullMarked
package org.relais.intake.action.persistence;

import org.jspecify.annotations.NullMarked;
