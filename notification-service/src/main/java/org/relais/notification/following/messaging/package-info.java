/** Events of intake and routing on their way in. */
@NullMarked
package org.relais.notification.following.messaging;

import org.jspecify.annotations.NullMarked;
