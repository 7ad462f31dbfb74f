/** Addresses asked of a geocoder, where an operator names one. */
@NullMarked
package org.relais.intake.pages.geocoding;

import org.jspecify.annotations.NullMarked;
