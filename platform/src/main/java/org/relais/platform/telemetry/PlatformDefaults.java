package org.relais.platform.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;

/** Settings that all services share, below everything a service or its surroundings set: {@code relais-platform*.yaml}. */
final class PlatformDefaults implements EnvironmentPostProcessor, Ordered {

    private static final int MANAGEMENT_PORT_OFFSET = 1000;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            addLast(environment, "relais-platform-production.yaml");
        }
        addLast(environment, "relais-platform.yaml");
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "relais-management-port", Map.of("management.server.port", managementPort(environment))));
    }

    /** After the service's own configuration files have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    private static int managementPort(ConfigurableEnvironment environment) {
        int port = environment.getProperty("server.port", Integer.class, 8080);
        return port > 0 ? port + MANAGEMENT_PORT_OFFSET : port;
    }

    private static void addLast(ConfigurableEnvironment environment, String file) {
        try {
            new YamlPropertySourceLoader()
                    .load(file, new ClassPathResource(file, PlatformDefaults.class.getClassLoader()))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
