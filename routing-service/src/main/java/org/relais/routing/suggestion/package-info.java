/** What a request's words say of who is responsible, learned from the territory's own words and from past cases. */
@NullMarked
package org.relais.routing.suggestion;

import org.jspecify.annotations.NullMarked;
