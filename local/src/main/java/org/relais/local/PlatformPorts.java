package org.relais.local;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.relais.embedded.FreePorts;

/** Where each part listens on this machine. */
public final class PlatformPorts {

    static final int LARGEST_OFFSET = 20_000;

    /** Of those that an offset can reach; the Fetch standard's "bad ports" are more. */
    private static final Set<Integer> REFUSED_BY_BROWSERS = Set.of(10_080);

    private static final List<Port> PAGES = List.of(Port.INTAKE, Port.ROUTING, Port.NOTIFICATION, Port.IDENTITY);

    private final Map<Port, Integer> numbers;

    private PlatformPorts(Map<Port, Integer> numbers) {
        this.numbers = Map.copyOf(numbers);
    }

    /** The documented ports, all moved by the same offset. */
    public static PlatformPorts shiftedBy(int offset) {
        if (offset < 0 || offset > LARGEST_OFFSET || offset % 100 != 0) {
            throw new IllegalArgumentException(
                    "a port offset is a multiple of 100 from 0 to " + LARGEST_OFFSET + ", not " + offset);
        }
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, port.standard() + offset);
        }
        return new PlatformPorts(numbers);
    }

    /** Ports that nobody listens on, for tests. */
    public static PlatformPorts free() {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, FreePorts.next());
        }
        return new PlatformPorts(numbers);
    }

    /** The same but for one. */
    public PlatformPorts with(Port port, int number) {
        Map<Port, Integer> changed = new EnumMap<>(numbers);
        changed.put(port, number);
        return new PlatformPorts(changed);
    }

    public int number(Port port) {
        Integer number = numbers.get(port);
        if (number == null) {
            throw new IllegalStateException("no number for " + port);
        }
        return number;
    }

    /** Where there are pages that no browser opens. */
    List<Integer> refusedByBrowsers() {
        return PAGES.stream()
                .map(this::number)
                .filter(REFUSED_BY_BROWSERS::contains)
                .toList();
    }

    /** Base URL of a part that speaks HTTP. */
    public String url(Port port) {
        return "http://localhost:" + number(port);
    }

    @Override
    public String toString() {
        return "PlatformPorts" + numbers;
    }
}
