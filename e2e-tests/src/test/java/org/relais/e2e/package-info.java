@NullMarked
package org.relais.e2e;

import org.jspecify.annotations.NullMarked;
