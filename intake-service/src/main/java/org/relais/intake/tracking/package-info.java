/** What the public sees of a request: its status, who has it and why, its timeline. */
@NullMarked
package org.relais.intake.tracking;

import org.jspecify.annotations.NullMarked;
