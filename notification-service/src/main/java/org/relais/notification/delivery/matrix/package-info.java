/** Notices by Matrix. */
@NullMarked
package org.relais.notification.delivery.matrix;

import org.jspecify.annotations.NullMarked;
