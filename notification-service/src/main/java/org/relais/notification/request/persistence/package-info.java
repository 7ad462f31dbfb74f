/** The followed requests in PostgreSQL. */
@NullMarked
package org.relais.notification.request.persistence;

import org.jspecify.annotations.NullMarked;
