/** Who is told what, when, through which channel; and its delivery. */
@NullMarked
package org.relais.notification;

import org.jspecify.annotations.NullMarked;
