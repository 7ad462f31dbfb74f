/** GET /api/v1/service-requests/{code}. */
@NullMarked
package org.relais.intake.tracking.web;

import org.jspecify.annotations.NullMarked;
