/** The frame of the desk's pages: signing in, the language, what every page shows. The pages belong to their features. */
@NullMarked
package org.relais.routing.desk;

import org.jspecify.annotations.NullMarked;
