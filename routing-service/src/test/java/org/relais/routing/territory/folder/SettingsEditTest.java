package org.relais.routing.territory.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SettingsEditTest {

    private static final BigDecimal HALF = new BigDecimal("0.50");

    @Test
    void changesTheNumberAndNothingElse() {
        String settings = DemoTerritory.text("territory.yaml");

        String changed = SettingsEdit.withRouteAt(settings, HALF);

        assertThat(changed).isEqualTo(settings.replace("routeAt: 0.9", "routeAt: 0.5"));
        assertThat(DemoTerritory.of("territory.yaml", changed).suggestion().routeAt())
                .isEqualTo(0.5);
    }

    @Test
    void addsItWhereItIsNotSaid() {
        assertThat(SettingsEdit.withRouteAt("a: 1", HALF)).isEqualTo("a: 1\nsuggestion: { routeAt: 0.5 }\n");
        assertThat(SettingsEdit.withRouteAt("suggestion: { enabled: true }\n", HALF))
                .isEqualTo("suggestion: { routeAt: 0.5, enabled: true }\n");
        assertThat(SettingsEdit.withRouteAt("suggestion:\n  enabled: true # é🙂\nb: 2\n", HALF))
                .isEqualTo("suggestion:\n  routeAt: 0.5\n  enabled: true # é🙂\nb: 2\n");
    }

    @Test
    void countsLettersOutsideTheBasicPlaneAsOne() {
        assertThat(SettingsEdit.withRouteAt("name: 🙂🙂\nsuggestion: {routeAt: 0.9}\n", HALF))
                .isEqualTo("name: 🙂🙂\nsuggestion: {routeAt: 0.5}\n");
    }
}
