/** The territory folder: reading it, and finding everything that is wrong with it, with file and line. */
@NullMarked
package org.relais.routing.territory.folder;

import org.jspecify.annotations.NullMarked;
