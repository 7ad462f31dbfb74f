/** What was promised to readers: every released version of every schema, with a golden payload of each. */
@NullMarked
package org.relais.event.contract;

import org.jspecify.annotations.NullMarked;
