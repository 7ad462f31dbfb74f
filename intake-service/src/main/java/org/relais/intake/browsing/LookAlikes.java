package org.relais.intake.browsing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.territory.Extent;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;

/**
 * What others have said already about what somebody is about to say: near enough, for the same service or, where the words are
 * alike, for one of its group; still open, or answered lately. They are shown; nothing is ever merged by itself.
 */
public final class LookAlikes {

    /** How many are worth reading before filing. */
    public static final int MOST = 5;

    private static final Duration LATELY = Duration.ofDays(30);
    private static final int MOST_COMPARED = 200;
    private static final double KINDRED_LIKENESS = 0.2;
    private static final double METRES_A_DEGREE = 111_320;

    private final PublicRequests requests;

    public LookAlikes(PublicRequests requests) {
        this.requests = requests;
    }

    /** What somebody is about to file. */
    public record Sought(String serviceCode, double latitude, double longitude, String words) {

        @Override
        public String toString() {
            return "Sought[" + serviceCode + "]";
        }
    }

    /** A request that may be the same. */
    public record LookAlike(TrackingCode code, int metres, double likeness) {}

    public List<LookAlike> of(Sought sought, Territory territory, Instant now) {
        ServiceDefinition service = territory.service(sought.serviceCode()).orElse(null);
        if (service == null || service.isPrivate() || service.emergency()) {
            return List.of();
        }
        Set<String> kindred = kindred(service, territory);
        int reach = territory.lookAlikeMetres();
        return requests
                .near(new PublicRequests.Vicinity(
                        territory.jurisdictionId(), kindred, box(sought, reach), now.minus(LATELY), MOST_COMPARED))
                .stream()
                .map(nearby ->
                        new Compared(nearby, metres(sought, nearby), Likeness.of(sought.words(), nearby.description())))
                .filter(compared -> compared.metres() <= reach)
                .filter(compared -> compared.nearby().serviceCode().equals(service.code())
                        || compared.likeness() >= KINDRED_LIKENESS)
                .sorted(Comparator.comparingDouble((Compared compared) -> compared.rank(reach))
                        .reversed())
                .limit(MOST)
                .map(compared -> new LookAlike(
                        compared.nearby().code(), (int) Math.round(compared.metres()), compared.likeness()))
                .toList();
    }

    private record Compared(PublicRequests.Nearby nearby, double metres, double likeness) {

        /** Words and nearness count alike. */
        double rank(int reach) {
            return likeness + 1 - metres / reach;
        }
    }

    /** The service itself, and the public ones that stand under the same heading. */
    private static Set<String> kindred(ServiceDefinition service, Territory territory) {
        Set<String> kindred = new HashSet<>();
        kindred.add(service.code());
        for (ServiceDefinition other : territory.services().values()) {
            boolean sameGroup =
                    !service.group().byLanguage().isEmpty() && other.group().equals(service.group());
            if (sameGroup && !other.isPrivate()) {
                kindred.add(other.code());
            }
        }
        return kindred;
    }

    private static Extent box(Sought sought, int reach) {
        double high = reach / METRES_A_DEGREE;
        double wide = reach / (METRES_A_DEGREE * shrinkage(sought.latitude()));
        return new Extent(
                sought.latitude() - high,
                sought.longitude() - wide,
                sought.latitude() + high,
                sought.longitude() + wide);
    }

    /** On a plane: within a walk of a few minutes the earth is one. */
    private static double metres(Sought sought, PublicRequests.Nearby nearby) {
        double north = (nearby.latitude() - sought.latitude()) * METRES_A_DEGREE;
        double east = (nearby.longitude() - sought.longitude()) * METRES_A_DEGREE * shrinkage(sought.latitude());
        return Math.hypot(north, east);
    }

    private static double shrinkage(double latitude) {
        return Math.max(0.01, Math.cos(Math.toRadians(latitude)));
    }
}
