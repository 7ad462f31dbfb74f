/** Deliveries by HTTP. */
@NullMarked
package org.relais.notification.delivery.web;

import org.jspecify.annotations.NullMarked;
