/** The whole platform, however it was brought up. */
@NullMarked
package org.relais.e2e.system;

import org.jspecify.annotations.NullMarked;
