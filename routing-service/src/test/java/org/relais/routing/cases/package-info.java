@NullMarked
package org.relais.routing.cases;

import org.jspecify.annotations.NullMarked;
