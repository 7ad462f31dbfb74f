/** From an event to planned messages. */
@NullMarked
package org.relais.notification.following;

import org.jspecify.annotations.NullMarked;
