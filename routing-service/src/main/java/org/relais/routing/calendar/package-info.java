/** When a territory works: opening hours, public holidays and closing days, and what a working day amounts to. */
@NullMarked
package org.relais.routing.calendar;

import org.jspecify.annotations.NullMarked;
