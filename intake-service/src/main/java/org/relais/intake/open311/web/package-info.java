/** Open311 over HTTP, in XML and JSON. */
@NullMarked
package org.relais.intake.open311.web;

import org.jspecify.annotations.NullMarked;
