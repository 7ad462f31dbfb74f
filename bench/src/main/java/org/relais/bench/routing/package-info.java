/** How fast routing decides what comes from its topic, and whether a re-publish of rules meanwhile loses or doubles anything. */
@NullMarked
package org.relais.bench.routing;

import org.jspecify.annotations.NullMarked;
