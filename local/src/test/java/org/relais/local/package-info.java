@NullMarked
package org.relais.local;

import org.jspecify.annotations.NullMarked;
