/** What became of a message, on its way out. */
@NullMarked
package org.relais.notification.delivery.messaging;

import org.jspecify.annotations.NullMarked;
