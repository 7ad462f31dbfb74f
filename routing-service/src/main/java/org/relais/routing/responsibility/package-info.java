/** Decides who is responsible for a request: by the rules, by who answers beyond the border, by the request's words. */
@NullMarked
package org.relais.routing.responsibility;

import org.jspecify.annotations.NullMarked;
