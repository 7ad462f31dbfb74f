/**
 * Avro on Kafka in Confluent's wire format, with schemas kept in any registry that speaks Confluent's REST API. The
 * configuration keys are Confluent's own, so that {@code KafkaAvroSerializer} can take the place of
 * {@link org.relais.platform.registry.RegistryAvroSerializer}.
 */
@NullMarked
package org.relais.platform.registry;

import org.jspecify.annotations.NullMarked;
