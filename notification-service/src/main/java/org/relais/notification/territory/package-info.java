/** The territory's names and contacts, in the reader's language. */
@NullMarked
package org.relais.notification.territory;

import org.jspecify.annotations.NullMarked;
