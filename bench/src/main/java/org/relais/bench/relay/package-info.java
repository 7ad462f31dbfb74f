/** The outbox relay beside a library that could take its place: same database server, same broker, same records. */
@NullMarked
package org.relais.bench.relay;

import org.jspecify.annotations.NullMarked;
