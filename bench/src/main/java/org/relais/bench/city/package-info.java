/** Cities' files of requests, read by the names of their columns alone, and rules learned from them. */
@NullMarked
package org.relais.bench.city;

import org.jspecify.annotations.NullMarked;
