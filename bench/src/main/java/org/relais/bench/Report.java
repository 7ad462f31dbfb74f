package org.relais.bench;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What a run prints: plain lines, with when and under which load each part was measured. */
public final class Report {

    /** Begins a part. */
    public void title(String text) {
        IO.println();
        IO.println("## " + text);
        var machine = ManagementFactory.getOperatingSystemMXBean();
        line(
                "%s %s UTC, %s, %d cores, load %.1f before",
                LocalDate.now(ZoneOffset.UTC),
                LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS),
                machine.getArch(),
                machine.getAvailableProcessors(),
                machine.getSystemLoadAverage());
    }

    public void line(String format, Object... values) {
        IO.println(String.format(Locale.ROOT, format, values));
    }

    /** A goal, and whether what was measured reaches it. */
    public void goal(String what, double measured, String unit, boolean reached) {
        line("goal: %s; measured %.1f %s: %s", what, measured, unit, reached ? "reached" : "MISSED");
    }
}
