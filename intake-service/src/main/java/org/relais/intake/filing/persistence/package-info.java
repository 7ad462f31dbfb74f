/** Stores filings, many in one commit. */
@NullMarked
package org.relais.intake.filing.persistence;

import org.jspecify.annotations.NullMarked;
