/** The case: who answers a request, how far along it is, and every change of that, each decided here and nowhere else. */
@NullMarked
package org.relais.routing.cases;

import org.jspecify.annotations.NullMarked;
