/** The cases that no rule decides, and the person who names a department for them. */
@NullMarked
package org.relais.routing.triage;

import org.jspecify.annotations.NullMarked;
