package org.relais.intake.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.intake.territory.Area.Polygon;
import org.relais.intake.territory.Area.Position;

class AreaTest {

    private final Area ring = new Area(
            "ring",
            Labels.NONE,
            List.of(new Polygon(List.of(square(0, 10), square(4, 6))), new Polygon(List.of(square(20, 30)))));

    @Test
    void holdsWhatLiesInAnOutlineAndInNoHole() {
        assertThat(ring.contains(2, 2)).isTrue();
        assertThat(ring.contains(25, 25)).isTrue();
        assertThat(ring.contains(5, 5)).isFalse();
        assertThat(ring.contains(15, 15)).isFalse();
        assertThat(ring.contains(-1, 5)).isFalse();
    }

    private static List<Position> square(double from, double to) {
        return List.of(
                new Position(from, from),
                new Position(from, to),
                new Position(to, to),
                new Position(to, from),
                new Position(from, from));
    }
}
