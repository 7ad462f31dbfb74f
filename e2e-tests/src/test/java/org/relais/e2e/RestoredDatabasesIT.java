package org.relais.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.relais.e2e.Eventually.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.Department;
import org.relais.e2e.client.KafkaReader;
import org.relais.e2e.client.Reply;
import org.relais.e2e.guarantee.History;
import org.relais.e2e.guarantee.History.Published;
import org.relais.e2e.guarantee.OrderPerRequestIsKept;
import org.relais.e2e.system.Processes;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.e2e.system.SystemUnderTest.Part;
import org.springframework.util.FileSystemUtils;

/** Every service's database goes back to an earlier copy, while Kafka and its readers know what was said since. */
@Tag("faults")
@ExtendWith(SharedSystem.class)
class RestoredDatabasesIT {

    private static final List<Part> SERVICES = List.of(Part.INTAKE, Part.ROUTING, Part.NOTIFICATION);

    private final Processes system;
    private final Citizen citizen;
    private final Department voirie;

    RestoredDatabasesIT(SystemUnderTest system) {
        assumeThat(system)
                .as("the database's files are at hand only beside local processes")
                .isInstanceOf(Processes.class);
        this.system = (Processes) system;
        this.citizen = new Citizen(system);
        this.voirie = new Department(system, "voirie");
    }

    @Test
    void whatIsSaidAfterwardsReachesEverybodyBehindWhatWasSaidBefore(@TempDir Path backup) throws IOException {
        var before = citizen.file(Citizen.aPothole("restauree@exemple.invalid"));
        var code = before.text("/trackingCode");
        var id = before.text("/id");
        becomes("routed", code);
        succeeds(voirie.act(id, "acknowledge", Map.of("message", "Nous regardons.")));
        becomes("acknowledged", code);
        stopped(() -> copy(databases(), backup));

        succeeds(voirie.act(id, "progress", Map.of("message", "L'équipe est en route.")));
        succeeds(voirie.act(id, "progress", Map.of("message", "L'équipe est sur place.")));
        succeeds(voirie.act(id, "progress", Map.of("message", "Le trou est balisé.")));
        becomes("in_progress", code);
        succeeds(citizen.act(code, before.text("/editToken"), "details", Map.of("description", "Plus profond hier.")));
        var key = UUID.randomUUID().toString();
        var lost = citizen.file(Citizen.aPothole("perdue@exemple.invalid"), key);
        becomes("routed", lost.text("/trackingCode"));
        eventually(() -> assertThat(citizen.follow(code).body().at("/timeline").toString())
                .contains("Plus profond hier."));

        stopped(() -> copy(backup, databases()));

        assertThat(citizen.follow(lost.text("/trackingCode")).status()).isEqualTo(404);
        // A request that intake has lost is filed again under its key: the same, for everybody.
        var again = citizen.file(Citizen.aPothole("perdue@exemple.invalid"), key);
        assertThat(again.text("/trackingCode")).isEqualTo(lost.text("/trackingCode"));
        succeeds(voirie.act(id, "resolve", Map.of("outcome", "fixed", "message", "Rebouché ce matin.")));
        becomes("resolved", code);
        eventually(() -> assertThat(voirie.read(again.text("/id")).status()).isEqualTo(200));
        succeeds(voirie.act(again.text("/id"), "acknowledge", Map.of("message", "Nous regardons aussi.")));
        becomes("acknowledged", again.text("/trackingCode"));
        // Whether notification had told of a mail in between is by the clock.
        for (Part service : List.of(Part.INTAKE, Part.ROUTING)) {
            eventually(() -> assertThat(logs(service)).contains("numbers go on behind that"));
        }
        // Numbers without gaps, and none with a second event, over both lives of the databases.
        var kafka = new KafkaReader(system);
        var published = kafka.everythingAbout(Set.of(id, again.text("/id")));
        assertThat(published).extracting(Published::requestId).contains(id, again.text("/id"));
        assertThat(new OrderPerRequestIsKept()
                        .breaches(new History(List.of(), published, List.of(), kafka.departments())))
                .isEmpty();
    }

    private void stopped(Restoring restoring) throws IOException {
        everyInstance(system::kill);
        system.kill(Part.POSTGRESQL, 1);
        try {
            restoring.run();
        } finally {
            system.restart(Part.POSTGRESQL, 1);
            everyInstance(system::restart);
        }
    }

    private void everyInstance(BiConsumer<Part, Integer> does) {
        for (Part service : SERVICES) {
            IntStream.rangeClosed(1, system.instances()).forEach(instance -> does.accept(service, instance));
        }
    }

    private interface Restoring {
        void run() throws IOException;
    }

    private String logs(Part service) {
        return system.logs(service).stream().map(RestoredDatabasesIT::text).collect(Collectors.joining());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path databases() {
        return system.platform().home().folder().resolve("postgres");
    }

    private static void copy(Path from, Path to) throws IOException {
        FileSystemUtils.deleteRecursively(to);
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private void becomes(String status, String trackingCode) {
        eventually(
                () -> assertThat(citizen.follow(trackingCode).text("/status")).isEqualTo(status));
    }

    private static void succeeds(Reply reply) {
        assertThat(reply.succeeded()).as("%d %s", reply.status(), reply.body()).isTrue();
    }
}
