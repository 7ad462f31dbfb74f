/** The vault's tables. */
@NullMarked
package org.relais.intake.vault.persistence;

import org.jspecify.annotations.NullMarked;
