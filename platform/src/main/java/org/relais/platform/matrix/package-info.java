/** Homeservers by Matrix's client-server API, for an account that people write to and one that answers them. */
@NullMarked
package org.relais.platform.matrix;

import org.jspecify.annotations.NullMarked;
