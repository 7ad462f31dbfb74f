package org.relais.intake.pages.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.relais.intake.pages.Address;
import org.relais.intake.pages.Gazetteer;
import org.relais.intake.pages.PageSettings;
import org.relais.intake.territory.Extent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A geocoder that stands in for the French address base or for Nominatim: what is asked, what is made of it, and when it fails. */
class GeocoderTest {

    private static final Extent TOWN = new Extent(48.8, 2.3, 48.9, 2.4);
    private static final String NOMINATIM_HOUSE = """
        {"lat": "48.8466", "lon": "2.3481", "display_name": "5, Rue des Écoles, Quartier, Testville, France",
         "address": {"house_number": "5", "road": "Rue des Écoles", "town": "Testville", "postcode": "75005"}}
        """;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    private volatile int status = 200;
    private volatile String answer = "{}";
    private volatile boolean silent;
    private volatile Optional<String> caller = Optional.empty();
    private volatile Instant now = Instant.parse("2026-11-26T10:00:00Z");

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8));
            if (silent) {
                awaitTheEnd();
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        });
        server.start();
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
    }

    private Gazetteer gazetteer(String shape) throws IOException {
        return gazetteer(shape, "30s");
    }

    private Gazetteer gazetteer(String shape, String timeout) throws IOException {
        Path addresses = folder.resolve("addresses.csv");
        Files.writeString(addresses, "numero;nom_voie;lat;lon\n7;rue du Dépôt;48.85;2.35\n");
        return new PagesStore()
                .gazetteer(
                        settings(Map.of(
                                "relais.pages.addresses",
                                addresses.toString(),
                                "relais.pages.geocoder.url",
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                                "relais.pages.geocoder.shape",
                                shape,
                                "relais.pages.geocoder.timeout",
                                timeout,
                                "relais.pages.geocoder.per-minute",
                                "2")),
                        () -> now,
                        () -> caller);
    }

    private static PageSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("relais.pages", PageSettings.class)
                .get();
    }

    private static String feature(String label, double latitude, double longitude) {
        return """
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [%s, %s]}, "properties": {"label": "%s"}}
            """.formatted(longitude, latitude, label);
    }

    private static String features(String... features) {
        return "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}";
    }

    @Test
    void asksTheAddressBaseAndKeepsWhatLiesInTheTerritory() throws IOException {
        answer = features(
                feature("5 Rue des Écoles 75005 Testville", 48.8466, 2.3481),
                feature("5 Rue des Écoles 69000 Ailleurs", 45.7, 4.8));
        Gazetteer gazetteer = gazetteer("ban");
        Address house = new Address("5 Rue des Écoles 75005 Testville", 48.8466, 2.3481);

        assertThat(gazetteer.search("5 rue écoles", TOWN, 6)).containsExactly(house);
        assertThat(gazetteer.named("5 rue des ecoles, 75005 testville", TOWN)).contains(house);
        assertThat(gazetteer.near(48.8465, 2.348)).contains(house);
        assertThat(gazetteer.near(48.88, 2.36)).as("farther than a few houses").isEmpty();
        assertThat(asked)
                .startsWith("/search/?q=5 rue écoles&limit=6&lat=48.850000&lon=2.350000")
                .contains("/reverse/?limit=1&lat=48.846500&lon=2.348000");
    }

    @Test
    void asksNominatimAndWritesAddressesAsOnALetter() throws IOException {
        Gazetteer gazetteer = gazetteer("nominatim");
        Address house = new Address("5 Rue des Écoles, 75005 Testville", 48.8466, 2.3481);

        answer = "[" + NOMINATIM_HOUSE + ", {\"lat\": \"48.85\", \"lon\": \"2.36\", \"display_name\": \"Parc,"
                + " Testville\"}, {\"lat\": \"north\", \"lon\": \"2\", \"display_name\":"
                + " \"x\"}]";
        assertThat(gazetteer.search("ecoles", TOWN, 6))
                .containsExactly(house, new Address("Parc, Testville", 48.85, 2.36));
        answer = NOMINATIM_HOUSE;
        assertThat(gazetteer.near(48.8465, 2.348)).contains(house);
        answer = "{\"error\": \"Unable to geocode\"}";
        assertThat(gazetteer.near(48.8465, 2.348)).isEmpty();
        assertThat(asked.peek())
                .isEqualTo("/search?format=jsonv2&addressdetails=1&bounded=1"
                        + "&viewbox=2.300000,48.900000,2.400000,48.800000&limit=6&q=ecoles");
    }

    @Test
    void answersFromTheFilesWhereTheGeocoderFailsAndLeavesItAloneForAWhile() throws IOException {
        Gazetteer gazetteer = gazetteer("ban");
        List<Address> offline = List.of(new Address("7 rue du Dépôt", 48.85, 2.35));

        status = 400;
        assertThat(gazetteer.search("depot", TOWN, 6)).as("too short for it").isEqualTo(offline);
        status = 500;
        assertThat(gazetteer.search("depot", TOWN, 6)).isEqualTo(offline);
        assertThat(gazetteer.search("depot", TOWN, 6)).isEqualTo(offline);
        assertThat(asked).as("not asked again at once").hasSize(2);

        now = now.plusSeconds(31);
        status = 200;
        answer = "<html>";
        assertThat(gazetteer.search("depot", TOWN, 6)).isEqualTo(offline);
        now = now.plusSeconds(31);
        answer = features(feature("x".repeat(600_000), 48.85, 2.35));
        assertThat(gazetteer.search("depot", TOWN, 6)).as("more than is read").isEqualTo(offline);
        now = now.plusSeconds(31);
        answer = features();
        assertThat(gazetteer.search("depot", TOWN, 6)).as("it knows of none").isEqualTo(offline);
        assertThat(asked).hasSize(5);
    }

    @Test
    void answersFromTheFilesAloneWhoeverAsksTooMuch() throws IOException {
        Gazetteer gazetteer = gazetteer("ban");
        answer = features(feature("Parc du Dépôt", 48.85, 2.36));
        caller = Optional.of("address 198.51.100.7");
        for (int time = 0; time < 2; time++) {
            assertThat(gazetteer.search("depot", TOWN, 6)).containsExactly(new Address("Parc du Dépôt", 48.85, 2.36));
        }

        assertThat(gazetteer.search("depot", TOWN, 6)).containsExactly(new Address("7 rue du Dépôt", 48.85, 2.35));
        assertThat(gazetteer.near(48.85, 2.35)).contains(new Address("7 rue du Dépôt", 48.85, 2.35));
        assertThat(asked).hasSize(2);

        caller = Optional.of("address 198.51.100.8");
        assertThat(gazetteer.search("depot", TOWN, 6)).as("somebody else").hasSize(1);
        assertThat(asked).hasSize(3);
    }

    @Test
    @Timeout(20)
    void waitsNoLongerThanItIsTold() throws IOException {
        silent = true;

        assertThat(gazetteer("ban", "300ms").search("depot", TOWN, 6))
                .containsExactly(new Address("7 rue du Dépôt", 48.85, 2.35));
    }

    @Test
    void isTheFilesAloneUnlessAGeocoderIsNamed() {
        assertThat(settings(Map.of("relais.pages.tiles", "")).geocoder()).isNull();
        assertThatThrownBy(() -> settings(Map.of("relais.pages.geocoder.url", "geocoder.example.org")))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("relais.pages.geocoder.url");
    }
}
