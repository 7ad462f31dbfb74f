/** The whole platform on one machine: its parts as processes of their own, started, watched and stopped as one. */
@NullMarked
package org.relais.local;

import org.jspecify.annotations.NullMarked;
