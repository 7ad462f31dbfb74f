package org.relais.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a platform is to be run.
 *
 * @param checkout where it was built
 * @param home where it keeps its data, secrets and logs
 * @param ports where its parts listen
 * @param instances how many processes of each service
 * @param territories folders that routing publishes
 * @param aotCaches what to do with AOT caches
 * @param given parts that somebody else runs where {@code ports} says: neither started nor stopped
 * @param tunings what is changed of an application, where anything is
 */
public record PlatformSettings(
        Checkout checkout,
        Home home,
        PlatformPorts ports,
        int instances,
        List<Path> territories,
        AotCaching aotCaches,
        Set<Part> given,
        Map<Part, Tuning> tunings) {

    /**
     * What a measurement changes of an application.
     *
     * @param jvmOptions behind the usual ones, so that they count
     * @param properties Spring properties in place of the usual ones, or beside them
     */
    public record Tuning(List<String> jvmOptions, Map<String, Object> properties) {

        static final Tuning NONE = new Tuning(List.of(), Map.of());

        public Tuning {
            jvmOptions = List.copyOf(jvmOptions);
            properties = Map.copyOf(properties);
        }
    }

    /** What to do with AOT caches. */
    public enum AotCaching {
        /** Start without. */
        NONE,
        /** Start from those that are there. */
        USE,
        /** Make those that are missing first, then start from them. */
        MAKE
    }

    public PlatformSettings {
        territories = List.copyOf(territories);
        given = Set.copyOf(given);
        tunings = Map.copyOf(tunings);
        if (instances < 1) {
            throw new IllegalArgumentException("at least one instance of each service is needed");
        }
    }

    /** The platform of this checkout with this port offset, on the demo territory. */
    public static PlatformSettings standard(Checkout checkout, int offset) {
        return new PlatformSettings(
                checkout,
                Home.below(checkout, offset),
                PlatformPorts.shiftedBy(offset),
                1,
                List.of(checkout.demoTerritory()),
                AotCaching.MAKE,
                Set.of(),
                Map.of());
    }

    /** One on free ports that keeps everything in this folder, for tests. */
    public static PlatformSettings onFreePorts(Checkout checkout, Path folder) {
        return new PlatformSettings(
                checkout,
                new Home(folder),
                PlatformPorts.free(),
                1,
                List.of(checkout.demoTerritory()),
                AotCaching.USE,
                Set.of(),
                Map.of());
    }

    public PlatformSettings withInstances(int number) {
        return new PlatformSettings(checkout, home, ports, number, territories, aotCaches, given, tunings);
    }

    public PlatformSettings withTerritories(List<Path> folders) {
        return new PlatformSettings(checkout, home, ports, instances, folders, aotCaches, given, tunings);
    }

    public PlatformSettings withoutAotCaches() {
        return new PlatformSettings(checkout, home, ports, instances, territories, AotCaching.NONE, given, tunings);
    }

    /** The same on parts that somebody else runs. */
    public PlatformSettings withGiven(Set<Part> parts, PlatformPorts whereTheyListen) {
        return new PlatformSettings(checkout, home, whereTheyListen, instances, territories, aotCaches, parts, tunings);
    }

    /** The same with one application changed. */
    public PlatformSettings withTuning(Part application, Tuning tuning) {
        Map<Part, Tuning> changed = new HashMap<>(tunings);
        changed.put(application, tuning);
        return new PlatformSettings(checkout, home, ports, instances, territories, aotCaches, given, changed);
    }

    /** What citizens write to; the login's name and password, too. */
    String mailbox() {
        return "demandes@" + jurisdictionOfTheMailbox() + ".example";
    }

    /** One mailbox is of one territory, the first. */
    String jurisdictionOfTheMailbox() {
        return new TerritoryFolder(territories.getFirst()).jurisdictionId();
    }

    Tuning tuning(Part application) {
        return tunings.getOrDefault(application, Tuning.NONE);
    }

    /** Password of each database's role, which has the database's name. */
    public Map<String, String> databasePasswords() {
        return LocalPlatform.DATABASES.stream()
                .collect(Collectors.toMap(Function.identity(), new Secrets(home.secrets())::databasePassword));
    }
}
