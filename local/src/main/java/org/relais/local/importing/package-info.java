/** Files the rows of a CSV file as service requests, through intake's public API. */
@NullMarked
package org.relais.local.importing;

import org.jspecify.annotations.NullMarked;
