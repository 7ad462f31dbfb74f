/** Areas of a territory: which one a place lies in. */
@NullMarked
package org.relais.routing.area;

import org.jspecify.annotations.NullMarked;
