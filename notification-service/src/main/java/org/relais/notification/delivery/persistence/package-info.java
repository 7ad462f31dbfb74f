/** Deliveries in PostgreSQL. */
@NullMarked
package org.relais.notification.delivery.persistence;

import org.jspecify.annotations.NullMarked;
