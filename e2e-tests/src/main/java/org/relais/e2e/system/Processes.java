package org.relais.e2e.system;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.relais.local.Checkout;
import org.relais.local.LocalPlatform;
import org.relais.local.PlatformSettings;
import org.relais.local.Port;

/** Every part a process of its own on free ports of this machine: the same code as {@code ./relais up}. */
public final class Processes implements SystemUnderTest {

    private final LocalPlatform platform;
    private final int instances;
    private final Tokens tokens;

    private Processes(LocalPlatform platform, int instances) {
        this.platform = platform;
        this.instances = instances;
        this.tokens = new Tokens(uri(Port.IDENTITY), platform::clientSecret);
    }

    /**
     * @param folder where the platform keeps its data and logs; made anew
     * @param instances how many processes of each service
     */
    public static Processes start(Path folder, int instances) {
        return start(PlatformSettings.onFreePorts(Checkout.find(), folder), instances);
    }

    public static Processes start(PlatformSettings settings, int instances) {
        return new Processes(LocalPlatform.start(settings.withInstances(instances)), instances);
    }

    public LocalPlatform platform() {
        return platform;
    }

    @Override
    public List<URI> intakes() {
        return platform.urls(org.relais.local.Part.INTAKE).stream()
                .map(URI::create)
                .toList();
    }

    @Override
    public URI routing() {
        return uri(Port.ROUTING);
    }

    @Override
    public URI notification() {
        return uri(Port.NOTIFICATION);
    }

    @Override
    public URI identity() {
        return uri(Port.IDENTITY);
    }

    @Override
    public URI management(Part service) {
        return switch (service) {
            case INTAKE -> uri(Port.INTAKE_HEALTH);
            case ROUTING -> uri(Port.ROUTING_HEALTH);
            case NOTIFICATION -> uri(Port.NOTIFICATION_HEALTH);
            case IDENTITY -> uri(Port.IDENTITY_HEALTH);
            case KAFKA, REGISTRY, POSTGRESQL -> throw new IllegalArgumentException(service + " is no service of ours");
        };
    }

    @Override
    public String kafka() {
        return platform.bootstrapServers();
    }

    @Override
    public String departmentsKafka() {
        return platform.saslBootstrapServers();
    }

    @Override
    public URI registry() {
        return URI.create(platform.registryUrl());
    }

    @Override
    public int smtpPort() {
        return platform.ports().number(Port.SMTP);
    }

    @Override
    public int imapPort() {
        return platform.ports().number(Port.IMAP);
    }

    @Override
    public String token(String client) {
        return tokens.of(client);
    }

    @Override
    public String secret(String client) {
        return platform.clientSecret(client);
    }

    @Override
    public void kill(Part part, int instance) {
        switch (part) {
            case INTAKE, ROUTING, NOTIFICATION -> platform.kill(local(part), instance);
            case IDENTITY, KAFKA, REGISTRY, POSTGRESQL -> platform.kill(local(part));
        }
    }

    @Override
    public void restart(Part part, int instance) {
        switch (part) {
            case INTAKE, ROUTING, NOTIFICATION -> platform.start(local(part), instance);
            case IDENTITY, KAFKA, REGISTRY, POSTGRESQL -> platform.start(local(part));
        }
    }

    @Override
    public int instances() {
        return instances;
    }

    /** Log files of a service, one for each instance. */
    public List<Path> logs(Part service) {
        return platform.logs(local(service));
    }

    @Override
    public List<Path> evidence() {
        var folder = platform.home().folder();
        return List.of(folder.resolve("kafka"), folder.resolve("logs"));
    }

    @Override
    public void close() {
        platform.close();
    }

    private URI uri(Port port) {
        return URI.create(platform.ports().url(port));
    }

    private static org.relais.local.Part local(Part part) {
        return switch (part) {
            case INTAKE -> org.relais.local.Part.INTAKE;
            case ROUTING -> org.relais.local.Part.ROUTING;
            case NOTIFICATION -> org.relais.local.Part.NOTIFICATION;
            case IDENTITY -> org.relais.local.Part.IDENTITY;
            case KAFKA -> org.relais.local.Part.KAFKA;
            case REGISTRY -> org.relais.local.Part.REGISTRY;
            case POSTGRESQL -> org.relais.local.Part.POSTGRES;
        };
    }
}
