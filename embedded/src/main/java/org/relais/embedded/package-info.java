/** The real parts that Relais runs on, without Docker: Kafka, PostgreSQL, the schema registry and a mail server. */
@NullMarked
package org.relais.embedded;

import org.jspecify.annotations.NullMarked;
