/** Words and likeness of texts by Lucene. */
@NullMarked
package org.relais.routing.suggestion.lucene;

import org.jspecify.annotations.NullMarked;
