/** Which version of a territory is in force. */
@NullMarked
package org.relais.notification.territory.messaging;

import org.jspecify.annotations.NullMarked;
