/** The platform that a scenario measures, and small tools beside it. */
@NullMarked
package org.relais.bench.platform;

import org.jspecify.annotations.NullMarked;
