package org.relais.platform.registry;

import org.apache.avro.specific.SpecificData;
import org.relais.event.catalogue.Topics;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/** Learns the ids of what the service writes at start, so that a registry that goes down later is not missed. */
final class SchemaWarmUp implements ApplicationRunner {

    private final RegistryAvroSerializer serializer;
    private final String service;

    SchemaWarmUp(RegistryAvroSerializer serializer, String service) {
        this.serializer = serializer;
        this.service = service;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        serializer.warmUp(Topics.writtenBy(service).stream()
                .map(SpecificData.get()::getSchema)
                .toList());
    }
}
