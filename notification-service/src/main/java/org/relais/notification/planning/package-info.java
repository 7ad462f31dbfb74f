/** The policy: from what happened and what is known, who is told what. Plain Java. */
@NullMarked
package org.relais.notification.planning;

import org.jspecify.annotations.NullMarked;
