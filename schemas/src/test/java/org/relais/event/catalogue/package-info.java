@NullMarked
package org.relais.event.catalogue;

import org.jspecify.annotations.NullMarked;
