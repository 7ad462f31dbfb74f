/** Messages on their way to people: once each, in order, and tried again. */
@NullMarked
package org.relais.notification.delivery;

import org.jspecify.annotations.NullMarked;
