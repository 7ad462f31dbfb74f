package org.relais.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found about the platform, and what it means: who waits and how long, and whether all is well. */
final class StatusFindings {

    /** Events and mails travel within seconds; whoever waits longer than this waits for a reason. */
    private static final Duration TOLERABLE = Duration.ofMinutes(1);

    private final Messages messages;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();
    private final Queue events = new Queue();
    private final Queue mails = new Queue();
    private final Queue triage = new Queue();
    private final Queue held = new Queue();
    private long deadLetters;
    /** Parts that don't say whether anyone waits for them. */
    private final Set<String> silent = new LinkedHashSet<>();

    private boolean unwell;

    StatusFindings(Messages messages, Instant now) {
        this.messages = messages;
        this.now = now;
    }

    void parts(List<PartHealth> parts, Map<String, Long> memory) {
        lines.add(messages.get("status.parts"));
        for (PartHealth part : parts) {
            unwell |= !part.up();
            // The mail server lives in the launcher.
            @Nullable Long bytes = memory.get(part.name().equals(Part.MAIL.id()) ? LauncherLock.NAME : part.name());
            lines.add("  %s %-24s %-12s %s"
                    .formatted(
                            part.up() ? "✓" : "✗",
                            part.name(),
                            messages.get(part.up() ? "status.up" : "status.down"),
                            bytes == null ? "" : messages.get("status.mebibytes", bytes / (1024 * 1024))));
        }
    }

    void backlogs(Map<String, Backlog> services) {
        if (services.isEmpty()) {
            return;
        }
        lines.add(messages.get("status.outboxes"));
        services.forEach((service, backlog) -> {
            line(service, messages.get("status.outbox", backlog.events(), backlog.parked()));
            events.add(backlog.events(), seconds(backlog.oldestSeconds()));
            mails.add(backlog.unsent(), seconds(backlog.unsentSeconds()));
            held.add(backlog.held(), seconds(backlog.heldSeconds()));
            unwell |= backlog.parked() > 0;
        });
        lines.add(messages.get("status.backlogs"));
        services.forEach(
                (service, backlog) -> line(service, messages.get("status.backlog", backlog.held(), backlog.unsent())));
    }

    void lags(List<GroupLag> lags) {
        if (lags.isEmpty()) {
            return;
        }
        lines.add(messages.get("status.lags"));
        for (GroupLag lag : lags) {
            Duration age = lag.since().map(this::age).orElse(Duration.ZERO);
            line(lag.group(), messages.get("status.lag", lag.records(), age.toMillis() / 60_000.0));
            events.add(lag.records(), age);
        }
    }

    /** Of the services that answer: each knows which of its letters were fed in again. */
    void deadLetters(Map<String, Backlog> services) {
        if (services.isEmpty()) {
            return;
        }
        lines.add(messages.get("status.dead-letters"));
        services.forEach((service, backlog) -> {
            Map<String, Long> reasons = backlog.deadLetters();
            if (!backlog.deadLettersCounted()) {
                line(service, messages.get("status.uncounted"));
            } else if (reasons.isEmpty()) {
                line(service, "0");
            }
            reasons.forEach((reason, count) -> {
                line(service, count + " " + reason);
                deadLetters += count;
            });
        });
    }

    /** Whether anyone waits for this part isn't known. */
    void untold(String part) {
        silent.add(part);
        unwell = true;
    }

    /** @param since when each request that waits for a person to route it came to triage */
    void triage(List<Instant> since) {
        since.forEach(each -> triage.add(1, age(each)));
    }

    /** Who waits and how long, however short; on one line. */
    String sentence() {
        List<String> said = new ArrayList<>();
        events.say("status.waiting", said);
        held.say("status.held", said);
        mails.say("status.unsent", said);
        triage.say("status.triage", said);
        if (deadLetters > 0) {
            said.add(messages.get("status.lost", deadLetters));
        }
        if (!silent.isEmpty()) {
            said.add(messages.get("status.untold", silent.size(), String.join(", ", silent)));
            return String.join(" ", said);
        }
        if (said.isEmpty()) {
            return messages.get(unwell ? "status.nobody-but" : "status.nobody");
        }
        if (unwell) {
            said.add(messages.get("status.unwell"));
        }
        return String.join(" ", said);
    }

    List<String> lines() {
        return lines;
    }

    /** A person who has requests to route is no fault of the platform. */
    boolean healthy() {
        return !unwell && held.isEmpty() && deadLetters == 0 && !events.isStuck() && !mails.isStuck();
    }

    private void line(String name, String text) {
        lines.add("  %-26s %s".formatted(name, text));
    }

    private Duration age(Instant since) {
        Duration age = Duration.between(since, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    private String spoken(Duration duration) {
        if (duration.toMinutes() < 1) {
            return messages.get("duration.seconds", duration.toSeconds());
        }
        if (duration.toHours() < 2) {
            return messages.get("duration.minutes", duration.toMinutes());
        }
        return duration.toDays() < 2
                ? messages.get("duration.hours", duration.toHours())
                : messages.get("duration.days", duration.toDays());
    }

    /** How many wait, and the longest of their times. */
    private final class Queue {

        private long waiting;
        private Duration longest = Duration.ZERO;

        private void add(long more, Duration age) {
            waiting += more;
            longest = more > 0 && age.compareTo(longest) > 0 ? age : longest;
        }

        private boolean isEmpty() {
            return waiting == 0;
        }

        private boolean isStuck() {
            return waiting > 0 && longest.compareTo(TOLERABLE) > 0;
        }

        private void say(String key, List<String> said) {
            if (waiting > 0) {
                said.add(messages.get(key, waiting, spoken(longest)));
            }
        }
    }
}
