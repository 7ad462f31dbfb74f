/** The case's events and commands on Kafka; the only place that knows their Avro classes. */
@NullMarked
package org.relais.routing.cases.messaging;

import org.jspecify.annotations.NullMarked;
