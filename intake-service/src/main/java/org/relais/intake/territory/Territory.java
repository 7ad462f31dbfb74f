package org.relais.intake.territory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A published version of a territory, as far as intake needs it.
 *
 * @param phoneRegion region whose national phone numbers are understood, for example FR
 * @param emergencyNumber number to call in danger; empty where the territory names none
 * @param areas in the order in which they count: a place on a border belongs to the first
 * @param neighbours who answers around it, as far as it says so
 * @param texts the territory's own texts by their key, for example {@code welcome.title}
 * @param lookAlikeMetres how far apart two requests may lie and still be about the same thing
 */
public record Territory(
        String jurisdictionId,
        long version,
        Labels name,
        double latitude,
        double longitude,
        Extent extent,
        List<String> languages,
        String timeZone,
        String phoneRegion,
        Labels contactName,
        Contact contact,
        Map<String, Department> departments,
        Map<String, ServiceDefinition> services,
        String emergencyNumber,
        List<Area> areas,
        List<Neighbour> neighbours,
        Map<String, Labels> texts,
        int lookAlikeMetres,
        Set<String> privateByRule) {

    /** In place of a code where it isn't known what a request is about. */
    public static final String NO_SERVICE = "";

    /** As routing has it. */
    private static final double TOLERANCE_METRES = 150;

    public Territory {
        areas = List.copyOf(areas);
        neighbours = List.copyOf(neighbours);
        texts = Map.copyOf(texts);
        privateByRule = Set.copyOf(privateByRule);
    }

    public Optional<ServiceDefinition> service(String code) {
        return Optional.ofNullable(services.get(code));
    }

    /**
     * Services whose requests anyone may look at; and {@link #NO_SERVICE}, whose requests may be listed once somebody has read them.
     */
    public Set<String> listedServices() {
        return Stream.concat(
                        Stream.of(NO_SERVICE),
                        services.values().stream()
                                .filter(service -> !service.isPrivate())
                                .map(ServiceDefinition::code))
                .collect(Collectors.toUnmodifiableSet());
    }

    public Optional<Department> department(String code) {
        return Optional.ofNullable(departments.get(code));
    }

    /** The area in which a place lies. */
    public Optional<Area> areaAt(double latitude, double longitude) {
        return areas.stream().filter(area -> area.contains(latitude, longitude)).findFirst();
    }

    /**
     * Whether a place lies beyond the border, and not so near to it that it may only be shown badly. A territory that has drawn no
     * areas has no border.
     */
    public boolean isBeyondBorder(double latitude, double longitude) {
        return !areas.isEmpty()
                && areas.stream()
                        .noneMatch(area -> area.contains(latitude, longitude)
                                || area.reaches(latitude, longitude, TOLERANCE_METRES));
    }

    Optional<Neighbour> neighbourAt(double latitude, double longitude) {
        return neighbours.stream()
                .filter(neighbour -> neighbour.area().contains(latitude, longitude))
                .findFirst();
    }

    @Override
    public String toString() {
        return "Territory[" + jurisdictionId + ", version " + version + "]";
    }
}
