/** Contact details, encrypted at rest with a key for each person, and the keys of the installation. */
@NullMarked
package org.relais.intake.vault;

import org.jspecify.annotations.NullMarked;
