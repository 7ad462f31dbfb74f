package org.relais.platform.registry;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.relais.event.catalogue.Topics;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Learns the ids of what the service writes and reads at start, so that a registry that goes down later is not missed. Nobody
 * waits for it: what is needed earlier is asked for by who needs it.
 */
final class SchemaWarmUp implements ApplicationRunner {

    private final RegistryAvroSerializer serializer;
    private final RegistryAvroDeserializer deserializer;
    private final String service;

    SchemaWarmUp(RegistryAvroSerializer serializer, RegistryAvroDeserializer deserializer, String service) {
        this.serializer = serializer;
        this.deserializer = deserializer;
        this.service = service;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Thread.ofVirtual().name("schema-warm-up").start(() -> {
            serializer.warmUp(schemas(Topics.writtenBy(service)));
            deserializer.warmUp(schemas(Topics.readBy(service)));
        });
    }

    private static List<Schema> schemas(List<Class<? extends SpecificRecord>> types) {
        return types.stream().map(SpecificData.get()::getSchema).toList();
    }
}
