/** POST /api/v1/service-requests. */
@NullMarked
package org.relais.intake.filing.web;

import org.jspecify.annotations.NullMarked;
