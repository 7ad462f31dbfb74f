/** Long runs of filing under faults, with the guarantees held against what they leave behind. */
@NullMarked
package org.relais.bench.faults;

import org.jspecify.annotations.NullMarked;
