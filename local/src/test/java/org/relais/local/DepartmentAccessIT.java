package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;
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
        var routing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        routing.createContext("/api/v1/territories", exchange -> {
            var answer = exchange.getRequestURI().getPath().endsWith("/current")
                    ? departmentsOnKafka(departments)
                    : "{\"items\": [{\"jurisdictionId\": \"valmont\"}]}";
            try (exchange) {
                var bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
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

            departments.remove("eau");
            access.grant(rest);

            assertThat(signIns(admin)).contains("voirie").doesNotContain("eau");
            assertThat(principals(admin)).contains("User:voirie").doesNotContain("User:eau");
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
