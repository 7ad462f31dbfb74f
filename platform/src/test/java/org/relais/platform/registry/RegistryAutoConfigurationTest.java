package org.relais.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class RegistryAutoConfigurationTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RegistryAutoConfiguration.class));

    @Test
    void givesTheSerdeWithThePlatformsDefaults() {
        application.run(context -> {
            assertThat(context)
                    .hasSingleBean(RegistryAvroSerializer.class)
                    .hasSingleBean(RegistryAvroDeserializer.class);
            RegistrySettings settings = context.getBean(SchemaRegistry.class).settings();
            assertThat(settings.urls()).containsExactly(URI.create("http://localhost:8085/apis/ccompat/v7"));
            assertThat(settings.valueSubjects()).isEqualTo(SubjectNaming.RECORD);
            assertThat(settings.autoRegisterSchemas()).isFalse();
            assertThat(settings.specificAvroReader()).isTrue();
            assertThat(settings.removeJavaProperties()).isTrue();
        });
    }

    @Test
    void takesConfluentsKeysBelowItsPrefix() {
        application
                .withPropertyValues(
                        "relais.registry.schema.registry.url=http://one:1/api,http://two:2/api",
                        "relais.registry.basic.auth.credentials.source=USER_INFO",
                        "relais.registry.basic.auth.user.info=ann:secret",
                        "relais.registry.max.retries=7")
                .run(context -> {
                    RegistrySettings settings =
                            context.getBean(SchemaRegistry.class).settings();
                    assertThat(settings.urls()).hasSize(2);
                    assertThat(settings.authorization()).isEqualTo("Basic YW5uOnNlY3JldA==");
                    assertThat(settings.maxRetries()).isEqualTo(7);
                });
    }

    @Test
    void takesThemFromTheEnvironmentToo() {
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment",
                                Map.of("RELAIS_REGISTRY_SCHEMA_REGISTRY_URL", "http://environment:1"))))
                .run(context -> assertThat(
                                context.getBean(SchemaRegistry.class).settings().urls())
                        .containsExactly(URI.create("http://environment:1")));
    }
}
