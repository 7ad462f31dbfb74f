/** The routing service: territories and their rules, cases and their life. */
@NullMarked
package org.relais.routing;

import org.jspecify.annotations.NullMarked;
