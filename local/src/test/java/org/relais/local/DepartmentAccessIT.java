package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.FreePorts;
import org.relais.embedded.KafkaSettings;

class DepartmentAccessIT {

    @TempDir
    private Path folder;

    @Test
    void takesAccessFromADepartmentThatNoLongerTakesPartByKafka() throws Exception {
        var departments = new CopyOnWriteArrayList<>(List.of("voirie", "eau"));
        var broken = new AtomicBoolean();
        var routing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        routing.createContext("/api/v1/territories", exchange -> {
            var answer = exchange.getRequestURI().getPath().endsWith("/current")
                    ? departmentsOnKafka(departments)
                    : "{\"items\": [{\"jurisdictionId\": \"valmont\"}]}";
            try (exchange) {
                var bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(broken.get() ? 503 : 200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        routing.start();
        try (var kafka = EmbeddedKafka.start(KafkaSettings.throwAway().withSaslPort(FreePorts.next()));
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var rest = new Rest()) {
            var access = new DepartmentAccess(
                    kafka.bootstrapServers(),
                    "http://localhost:" + routing.getAddress().getPort(),
                    new Secrets(folder));
            access.grant(rest);
            assertThat(signIns(admin)).contains("voirie", "eau");
            assertThat(principals(admin)).contains("User:voirie", "User:eau");

            admin.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
                            new AccessControlEntry(
                                    "User:Monitoring", "*", AclOperation.READ, AclPermissionType.ALLOW))))
                    .all()
                    .get();
            departments.remove("eau");
            access.grant(rest);

            assertThat(signIns(admin)).contains("voirie").doesNotContain("eau");
            assertThat(principals(admin))
                    .contains("User:voirie", "User:Monitoring")
                    .doesNotContain("User:eau");

            broken.set(true);

            assertThatThrownBy(() -> access.grant(rest)).isInstanceOf(IOException.class);
            assertThat(signIns(admin)).contains("voirie");
        } finally {
            routing.stop(0);
        }
    }

    private static String departmentsOnKafka(List<String> codes) {
        return codes.stream()
                .map("{\"code\": \"%s\", \"kafka\": true}"::formatted)
                .toList()
                .toString()
                .transform("{\"departments\": %s}"::formatted);
    }

    private static List<String> signIns(Admin admin) throws Exception {
        return List.copyOf(admin.describeUserScramCredentials().all().get().keySet());
    }

    private static List<String> principals(Admin admin) throws Exception {
        return admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
                .map(right -> right.entry().principal())
                .toList();
    }
}
