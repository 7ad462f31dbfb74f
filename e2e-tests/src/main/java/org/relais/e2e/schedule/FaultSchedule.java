package org.relais.e2e.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.e2e.system.SystemUnderTest.Part;

/**
 * Which part is killed when: every service's every instance, the issuer and the broker, in an order and with pauses that the seed decides.
 *
 * @param seed the same one gives the same schedule
 */
public record FaultSchedule(long seed, List<Fault> faults) {

    /**
     * @param before pause before the kill
     * @param down how long it stays dead
     */
    public record Fault(Part part, int instance, Duration before, Duration down) {}

    public static FaultSchedule seeded(long seed, int instances) {
        var random = new Random(seed);
        var faults = new ArrayList<Fault>();
        for (Part part : List.of(Part.INTAKE, Part.ROUTING, Part.NOTIFICATION)) {
            for (int instance = 1; instance <= instances; instance++) {
                faults.add(fault(part, instance, random));
            }
        }
        faults.add(fault(Part.KAFKA, 1, random));
        faults.add(fault(Part.IDENTITY, 1, random));
        Collections.shuffle(faults, random);
        return new FaultSchedule(seed, List.copyOf(faults));
    }

    /** How often an instance of the part is killed. */
    long kills(Part part) {
        return faults.stream().filter(fault -> fault.part() == part).count();
    }

    /** Carries it out, one fault after the other; returns when the last part is back. */
    void carryOut(SystemUnderTest system, Pause pause) {
        for (Fault fault : faults) {
            pause.of(fault.before());
            system.kill(fault.part(), fault.instance());
            pause.of(fault.down());
            system.restart(fault.part(), fault.instance());
        }
    }

    private static Fault fault(Part part, int instance, Random random) {
        return new Fault(part, instance, millis(random, 500, 3_000), millis(random, 0, 4_000));
    }

    private static Duration millis(Random random, int from, int to) {
        return Duration.ofMillis(random.nextInt(from, to));
    }
}
