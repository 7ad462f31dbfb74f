@NullMarked
package org.relais.local.importing;

import org.jspecify.annotations.NullMarked;
