/** Finding public requests by what and where. */
@NullMarked
package org.relais.intake.browsing.persistence;

import org.jspecify.annotations.NullMarked;
