@NullMarked
package org.relais.embedded;

import org.jspecify.annotations.NullMarked;
