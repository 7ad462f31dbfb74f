/** What all services say about themselves in the same words: log keys, metric tags, the clock, default settings. */
@NullMarked
package org.relais.platform.telemetry;

import org.jspecify.annotations.NullMarked;
