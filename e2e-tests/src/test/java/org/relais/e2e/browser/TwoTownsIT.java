package org.relais.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.system.Processes;
import org.relais.local.Checkout;
import org.relais.local.PlatformSettings;

/** Two towns on a platform of their own: people say which one they mean, and what waits on their device stays meant for it. */
@BrowserTest
class TwoTownsIT {

    @Test
    void whatWaitsForTheNetworkGoesToTheTownItWasWrittenFor(Visitors visitors, @TempDir Path territories)
            throws IOException {
        var checkout = Checkout.find();
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/platforms")), "towns-");
        var valmont = checkout.root().resolve("local/territories/valmont");
        var towns = List.of(valmont, rivebois(valmont, territories));
        try (var system =
                Processes.start(PlatformSettings.onFreePorts(checkout, folder).withTerritories(towns), 1)) {
            var visitor = visitors.onTheNarrowestScreen("fr");
            eventually(
                    () -> assertThat(visitor.goes(system.intake().resolve("/")).heading())
                            .isEqualTo("Où cela se passe-t-il ?"));
            visitor.findsThePageInOrder().follows("Rivebois");
            visitor.goes(system.intake().resolve("/demande/hors-ligne"));
            visitor.context().setOffline(true);
            visitor.writes("Que se passe-t-il", "Un trou, écrit entre deux communes.");
            visitor.page().locator("#service").selectOption("pothole");
            visitor.writes("Où est-ce", "5 rue des Écoles")
                    .chooses("Je reste anonyme")
                    .presses("Garder, et envoyer dès que possible");
            var waiting = visitor.page().locator("#waiting");
            eventually(() -> assertThat(waiting.innerText()).contains("gardée sur cet appareil"));

            visitor.context().clearCookies();
            visitor.context().setOffline(false);

            eventually(() -> assertThat(waiting.innerText()).contains("est partie"));
            var code = waiting.innerText().replaceAll("(?s).*Code de suivi : (\\S+).*", "$1");
            eventually(() -> assertThat(new Citizen(system).follow(code).text("/department/code"))
                    .isEqualTo("rivebois-voirie"));
        }
    }

    /** As the demo town, with departments of its own. */
    private static Path rivebois(Path valmont, Path folder) throws IOException {
        try (var files = Files.walk(valmont)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = folder.resolve(valmont.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file));
            }
        }
        replace(folder.resolve("territory.yaml"), "jurisdictionId: valmont", "jurisdictionId: rivebois");
        replace(folder.resolve("territory.yaml"), "\"Valmont-sur-Loire\"", "\"Rivebois\"");
        replace(folder.resolve("departments.yaml"), "(?m)^  - code: ", "  - code: rivebois-");
        replace(folder.resolve("rules.csv"), ",([a-z-]+),(\\d+),", ",rivebois-$1,$2,");
        Files.delete(folder.resolve("neighbours.geojson"));
        return folder;
    }

    private static void replace(Path file, String pattern, String by) throws IOException {
        Files.writeString(file, Files.readString(file).replaceAll(pattern, by));
    }
}
