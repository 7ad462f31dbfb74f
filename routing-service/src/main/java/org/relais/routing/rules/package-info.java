/** Who is responsible: a first-hit decision table, and the decision with its reason. */
@NullMarked
package org.relais.routing.rules;

import org.jspecify.annotations.NullMarked;
