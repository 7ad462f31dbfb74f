/** Tells the other services which version of a territory is in force. */
@NullMarked
package org.relais.routing.territory.messaging;

import org.jspecify.annotations.NullMarked;
