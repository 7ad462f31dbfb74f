/** GET /api/v1/requesters/{id}/contact, for the one who sends a message. */
@NullMarked
package org.relais.intake.vault.web;

import org.jspecify.annotations.NullMarked;
