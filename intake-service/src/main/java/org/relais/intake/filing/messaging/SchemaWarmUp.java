package org.relais.intake.filing.messaging;

import org.apache.avro.specific.SpecificData;
import org.relais.event.catalogue.Topics;
import org.relais.platform.registry.RegistryAvroSerializer;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Learns the ids of this service's schemas at start, so that a registry that goes down later is not missed. */
@Component
class SchemaWarmUp implements ApplicationRunner {

    private final RegistryAvroSerializer serializer;

    SchemaWarmUp(RegistryAvroSerializer serializer) {
        this.serializer = serializer;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        serializer.warmUp(Topics.INTAKE_SERVICE_REQUESTS.events().stream()
                .map(SpecificData.get()::getSchema)
                .toList());
    }
}
