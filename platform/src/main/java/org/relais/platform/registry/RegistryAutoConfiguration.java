package org.relais.platform.registry;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** One registry client for the whole service, and the serializer and deserializer that share its caches. */
@AutoConfiguration
@EnableConfigurationProperties(RegistryProperties.class)
class RegistryAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SchemaRegistry schemaRegistry(RegistryProperties properties) {
        return new SchemaRegistry(properties.withDefaults());
    }

    @Bean
    @ConditionalOnMissingBean
    RegistryAvroSerializer registryAvroSerializer(SchemaRegistry registry) {
        return new RegistryAvroSerializer(registry);
    }

    @Bean
    SchemaWarmUp schemaWarmUp(
            RegistryAvroSerializer serializer,
            RegistryAvroDeserializer deserializer,
            @Value("${spring.application.name:}") String service) {
        return new SchemaWarmUp(serializer, deserializer, service);
    }

    @Bean
    @ConditionalOnMissingBean
    RegistryAvroDeserializer registryAvroDeserializer(SchemaRegistry registry) {
        return new RegistryAvroDeserializer(registry);
    }
}
