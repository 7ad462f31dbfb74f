/** What this service remembers of a request: enough to write to the people who follow it, and no contact detail. */
@NullMarked
package org.relais.notification.request;

import org.jspecify.annotations.NullMarked;
