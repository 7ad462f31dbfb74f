/** Rules that hold for the repository as a whole: its sources and its pages. */
@NullMarked
package org.relais.e2e.repository;

import org.jspecify.annotations.NullMarked;
