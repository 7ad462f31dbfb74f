package org.relais.bench.filing;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.relais.bench.platform.BenchPlatform;
import org.relais.bench.platform.ChildJvm;
import org.relais.embedded.FreePorts;

/** The plain endpoint as a process of its own, with the options of intake's JVM. */
public final class PlainEndpointProcess implements AutoCloseable {

    private final ChildJvm process;
    private final int port;

    private PlainEndpointProcess(ChildJvm process, int port) {
        this.process = process;
        this.port = port;
    }

    public static PlainEndpointProcess start(BenchPlatform platform, Path folder) throws IOException {
        var port = FreePorts.next();
        List<String> options = new ArrayList<>(platform.intakeJvmOptions());
        options.add("-Dbench.kafka=" + platform.local().bootstrapServers());
        options.add("-Dbench.registry=" + platform.local().registryUrl());
        var process = ChildJvm.start(
                options,
                ChildJvm.classPath(),
                PlainEndpoint.class.getName(),
                List.of("--server.port=" + port, "--spring.config.location=optional:classpath:/plain-endpoint/"),
                folder.resolve("plain-endpoint.log"));
        var endpoint = new PlainEndpointProcess(process, port);
        endpoint.awaitListening();
        return endpoint;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port + "/api/v1/service-requests");
    }

    private void awaitListening() {
        while (process.isAlive()) {
            try (var socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        throw new IllegalStateException("the plain endpoint did not start; its log says why");
    }

    @Override
    public void close() {
        process.close();
    }
}
