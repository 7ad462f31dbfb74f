/** How long to wait before something is tried again. */
@NullMarked
package org.relais.platform.retry;

import org.jspecify.annotations.NullMarked;
