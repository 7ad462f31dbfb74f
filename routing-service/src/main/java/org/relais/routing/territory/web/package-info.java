/** Territories over HTTP. */
@NullMarked
package org.relais.routing.territory.web;

import org.jspecify.annotations.NullMarked;
