/** Every topic of the platform as a typed constant, with its owner, key, events, partitions, retention and consumers. */
@NullMarked
package org.relais.event.catalogue;

import org.jspecify.annotations.NullMarked;
