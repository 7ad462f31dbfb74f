package org.relais.routing.territory;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a territory does about dates that come near or pass, and about what waits in triage. All times are opening hours, not hours of the clock.
 *
 * @param warnBefore how long before the date the department is reminded
 * @param chain who is to look at a case whose date passed, and how long after it; in that order
 * @param triageWithin how long a case may wait for a person in triage until the operator is told
 */
public record DeadlinePolicy(Duration warnBefore, List<Escalation> chain, Duration triageWithin) {

    private static final Duration A_DAY = Duration.ofHours(8);

    /** About a working day's notice; the department's lead at once, the operator after about two more; a day for triage. */
    public static final DeadlinePolicy USUAL = new DeadlinePolicy(
            A_DAY,
            List.of(new Escalation(Level.LEAD, Duration.ZERO), new Escalation(Level.OPERATOR, Duration.ofHours(16))));

    public DeadlinePolicy {
        chain = List.copyOf(chain);
    }

    /** With the usual time for triage. */
    public DeadlinePolicy(Duration warnBefore, List<Escalation> chain) {
        this(warnBefore, chain, A_DAY);
    }

    /** Whose attention a case is raised to. */
    public enum Level {
        LEAD,
        OPERATOR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Escalation(Level to, Duration after) {}
}
