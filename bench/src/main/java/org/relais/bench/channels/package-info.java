/** Filing through every channel there is, each at a set rate. */
@NullMarked
package org.relais.bench.channels;

import org.jspecify.annotations.NullMarked;
