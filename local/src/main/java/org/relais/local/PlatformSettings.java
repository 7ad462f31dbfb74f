package org.relais.local;

import java.nio.file.Path;
import java.util.List;

/**
 * How a platform is to be run.
 *
 * @param checkout where it was built
 * @param home where it keeps its data, secrets and logs
 * @param ports where its parts listen
 * @param instances how many processes of each service
 * @param territories folders that routing publishes
 * @param aotCaches what to do with AOT caches
 */
public record PlatformSettings(
        Checkout checkout,
        Home home,
        PlatformPorts ports,
        int instances,
        List<Path> territories,
        AotCaching aotCaches) {

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
                AotCaching.MAKE);
    }

    /** One on free ports that keeps everything in this folder, for tests. */
    public static PlatformSettings onFreePorts(Checkout checkout, Path folder) {
        return new PlatformSettings(
                checkout, new Home(folder), PlatformPorts.free(), 1, List.of(checkout.demoTerritory()), AotCaching.USE);
    }

    public PlatformSettings withInstances(int number) {
        return new PlatformSettings(checkout, home, ports, number, territories, aotCaches);
    }

    public PlatformSettings withTerritories(List<Path> folders) {
        return new PlatformSettings(checkout, home, ports, instances, folders, aotCaches);
    }

    public PlatformSettings withoutAotCaches() {
        return new PlatformSettings(checkout, home, ports, instances, territories, AotCaching.NONE);
    }
}
