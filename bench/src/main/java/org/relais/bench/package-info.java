/** Measurements of the running platform, each beside a baseline, and the command that runs them. */
@NullMarked
package org.relais.bench;

import org.jspecify.annotations.NullMarked;
