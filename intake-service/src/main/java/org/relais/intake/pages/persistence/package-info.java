/** Drafts in the database, sealed; addresses in files. */
@NullMarked
package org.relais.intake.pages.persistence;

import org.jspecify.annotations.NullMarked;
