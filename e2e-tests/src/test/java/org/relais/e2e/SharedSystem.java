package org.relais.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.relais.e2e.system.Compose;
import org.relais.e2e.system.Processes;
import org.relais.e2e.system.SystemUnderTest;

/**
 * One platform for all tests of a run, started by the first that asks. {@code -Drelais.e2e.system} says how it is brought up:
 * {@code processes} (default) or {@code compose}; {@code -Drelais.e2e.instances} how many of each service.
 */
public final class SharedSystem implements ParameterResolver {

    private static final String KEY = "system";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SystemUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedSystem.class))
                .computeIfAbsent(KEY, _ -> start(), SystemUnderTest.class);
    }

    private static SystemUnderTest start() {
        var system = System.getProperty("relais.e2e.system", "processes");
        var instances = Integer.getInteger("relais.e2e.instances", 1);
        try {
            return switch (system) {
                case "processes" -> Processes.start(folder(), instances);
                case "compose" -> Compose.start(folder());
                case String unknown ->
                    throw new IllegalArgumentException("relais.e2e.system is processes or compose, not " + unknown);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target/platforms")), "e2e-");
    }
}
