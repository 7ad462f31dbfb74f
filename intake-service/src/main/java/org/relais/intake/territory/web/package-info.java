/** GET /api/v1/territory and /api/v1/services. */
@NullMarked
package org.relais.intake.territory.web;

import org.jspecify.annotations.NullMarked;
