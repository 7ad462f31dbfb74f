/** What intake knows of the published territories: services with their questions, departments, languages. */
@NullMarked
package org.relais.intake.territory;

import org.jspecify.annotations.NullMarked;
