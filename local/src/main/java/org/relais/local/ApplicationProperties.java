package org.relais.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What each application is told about where it runs: Spring properties, handed over in its environment. */
final class ApplicationProperties {

    private final PlatformSettings settings;
    private final Secrets secrets;

    ApplicationProperties(PlatformSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    Map<String, String> environment(ServiceInstance instance) {
        return Map.of("SPRING_APPLICATION_JSON", JsonMapper.builder().build().writeValueAsString(of(instance)));
    }

    Map<String, Object> of(ServiceInstance instance) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", instance.port());
        properties.put("management.server.address", "127.0.0.1");
        properties.put("management.server.port", instance.healthPort());
        properties.put("spring.main.banner-mode", "off");
        String issuer = settings.ports().url(Port.IDENTITY);
        properties.put("relais.security.issuer", issuer);
        switch (instance.part()) {
            case IDENTITY -> identity(properties);
            case INTAKE -> {
                service(properties, instance, "intake");
                properties.put("relais.documents.url", territoryVersions());
                properties.put("relais.vault.master-key", secrets.masterKey());
                properties.put("relais.pages.addresses", addresses());
                properties.put("relais.filing.unlimited-on-this-machine", true);
                properties.put("relais.mail.address", settings.mailbox());
                properties.put("relais.mail.jurisdiction-id", settings.jurisdictionOfTheMailbox());
                properties.put("relais.mail.poll", "2s");
                properties.put("relais.mail.imap.host", "127.0.0.1");
                properties.put("relais.mail.imap.port", settings.ports().number(Port.IMAP));
                properties.put("relais.mail.imap.tls", false);
                properties.put("relais.mail.imap.password", settings.mailbox());
                properties.put("relais.open311.keys", Map.of(Secrets.OPEN311, secrets.open311Key()));
                properties.put(
                        "relais.attachments.folder",
                        settings.home().attachments().toString());
            }
            case ROUTING -> {
                service(properties, instance, "routing");
                properties.put(
                        "relais.territory.folders",
                        settings.territories().stream().map(Path::toString).toList());
            }
            case NOTIFICATION -> {
                service(properties, instance, "notification");
                properties.put("relais.documents.url", territoryVersions());
                properties.put("relais.desk-url", settings.ports().url(Port.ROUTING) + "/desk");
                properties.put("spring.mail.host", "127.0.0.1");
                properties.put("spring.mail.port", settings.ports().number(Port.SMTP));
                // It shows whole messages, which only a platform on loopback may.
                properties.put("relais.notification.outbox-page", true);
            }
            case POSTGRES, KAFKA, MAIL, REGISTRY ->
                throw new IllegalArgumentException(instance.part() + " is no application of ours");
        }
        properties.putAll(settings.tuning(instance.part()).properties());
        return properties;
    }

    /** The territories' files of addresses, which the pages search. */
    private List<String> addresses() {
        return settings.territories().stream()
                .map(folder -> folder.resolve("addresses.csv"))
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .toList();
    }

    /** Where a territory's version is fetched from, for those who follow territories. */
    private String territoryVersions() {
        return settings.ports().url(Port.ROUTING) + "/api/v1/territories/{key}/versions/{version}";
    }

    private void identity(Map<String, Object> properties) {
        properties.put("relais.identity.issuer", settings.ports().url(Port.IDENTITY));
        properties.put("relais.identity.key", secrets.identityKey());
        properties.put("relais.identity.demo-accounts", "true");
        properties.put("relais.identity.desk-redirects", settings.ports().url(Port.ROUTING) + "/desk/login/relais");
        properties.put(
                "relais.identity.counter-redirects", settings.ports().url(Port.INTAKE) + "/counter/login/relais");
        properties.put(
                "relais.identity.signing-key-file",
                settings.home().identity().resolve("signing-key.json").toString());
    }

    private void service(Map<String, Object> properties, ServiceInstance instance, String database) {
        PlatformPorts ports = settings.ports();
        properties.put("relais.instance", instance.number());
        properties.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + ports.number(Port.KAFKA));
        properties.put("relais.registry.schema.registry.url", ports.url(Port.REGISTRY) + "/apis/ccompat/v7");
        properties.put(
                "spring.datasource.url", "jdbc:postgresql://localhost:" + ports.number(Port.POSTGRES) + "/" + database);
        properties.put("spring.datasource.username", database);
        properties.put("spring.datasource.password", secrets.databasePassword(database));
        String issuer = ports.url(Port.IDENTITY);
        properties.put("relais.security.jwk-set-uri", issuer + "/oauth2/jwks");
        properties.put("relais.security.token-uri", issuer + "/oauth2/token");
        properties.put("relais.security.client-id", instance.part().id());
        properties.put(
                "relais.security.client-secret",
                secrets.clientSecret(instance.part().id()));
        properties.put("relais.intake.url", ports.url(Port.INTAKE));
        properties.put("relais.routing.url", ports.url(Port.ROUTING));
        properties.put("relais.notification.url", ports.url(Port.NOTIFICATION));
        properties.put("relais.public-url", ports.url(Port.INTAKE));
    }
}
