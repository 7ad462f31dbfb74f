package org.relais.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relais.event.catalogue.Topics;
import tools.jackson.databind.JsonNode;

/** Says in one sentence whether anyone is waiting and how long, then how each part is. */
final class StatusCommand implements Command {

    /** Events travel within seconds; whoever waits longer than this waits for a reason. */
    private static final Duration TOLERABLE = Duration.ofMinutes(1);

    @Override
    public int run(Context context, List<String> arguments) {
        Console console = context.console();
        if (!anythingRuns(context.home())) {
            console.say("status.not-running");
            return NOT_RUNNING;
        }
        try (Rest rest = new Rest()) {
            Findings findings = look(context, rest);
            console.line(findings.sentence(console.messages()));
            console.line("");
            findings.lines().forEach(console::line);
            return findings.healthy() ? OK : FAILED;
        }
    }

    private static boolean anythingRuns(Home home) {
        return new LauncherLock(home).holder().isPresent()
                || PartHealth.names(home).stream()
                        .anyMatch(name -> new ProcessFile(home.run().resolve(name + ".pid"))
                                .process(home)
                                .isPresent());
    }

    private static Findings look(Context context, Rest rest) {
        Findings findings = new Findings(context.console().messages(), Instant.now());
        findings.parts(PartHealth.of(context, rest), new Memory(context.home()).byPart());
        Map<String, OutboxBacklog> outboxes = new LinkedHashMap<>();
        for (Part service : Part.values()) {
            if (service.isService()) {
                String metrics = context.ports().url(Port.healthOf(service)) + "/actuator/prometheus";
                OutboxBacklog.of(rest, metrics).ifPresent(backlog -> outboxes.put(service.id(), backlog));
            }
        }
        findings.outboxes(outboxes);
        findings.triage(waitingForTriage(context, rest));
        readBroker(context, findings);
        return findings;
    }

    private static void readBroker(Context context, Findings findings) {
        int port = context.ports().number(Port.KAFKA);
        if (!PortCheck.isListening(port)) {
            return;
        }
        try (GroupLag.Reader reader = new GroupLag.Reader("127.0.0.1:" + port)) {
            List<GroupLag> lags = new ArrayList<>();
            Map<String, Map<String, Long>> deadLetters = new LinkedHashMap<>();
            for (String group : Topics.GROUPS) {
                lags.add(reader.of(group));
                deadLetters.put(group, reader.deadLetters(group));
            }
            findings.lags(lags);
            findings.deadLetters(deadLetters);
        }
    }

    /** When each request that waits for a person to route it came in. */
    private static List<Instant> waitingForTriage(Context context, Rest rest) {
        try {
            Secrets secrets = new Secrets(context.home().secrets());
            String token = new AccessTokens(rest, context.ports().url(Port.IDENTITY), secrets).tokenFor("operator");
            Rest.Reply reply = rest.get(
                    context.ports().url(Port.ROUTING) + "/api/v1/triage", Map.of("Authorization", "Bearer " + token));
            List<Instant> since = new ArrayList<>();
            if (reply.successful()) {
                for (JsonNode item : reply.json().path("items")) {
                    since.add(Instant.parse(item.path("submittedAt").asString()));
                }
            }
            return since;
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What was found, and what it means. */
    private static final class Findings {

        private final Messages messages;
        private final Instant now;
        private final List<String> lines = new ArrayList<>();
        private long waiting;
        private Duration longest = Duration.ZERO;
        private int inTriage;
        private Duration longestInTriage = Duration.ZERO;
        private boolean degraded;

        private Findings(Messages messages, Instant now) {
            this.messages = messages;
            this.now = now;
        }

        private void parts(List<PartHealth> parts, Map<String, Long> memory) {
            lines.add(messages.get("status.parts"));
            for (PartHealth part : parts) {
                degraded |= !part.up();
                // The mail server lives in the launcher.
                Long bytes = memory.get(part.name().equals(Part.MAIL.id()) ? LauncherLock.NAME : part.name());
                lines.add("  %s %-24s %-12s %s"
                        .formatted(
                                part.up() ? "✓" : "✗",
                                part.name(),
                                messages.get(part.up() ? "status.up" : "status.down"),
                                bytes == null ? "" : messages.get("status.mebibytes", bytes / (1024 * 1024))));
            }
        }

        private void outboxes(Map<String, OutboxBacklog> outboxes) {
            lines.add(messages.get("status.outboxes"));
            outboxes.forEach((service, backlog) -> {
                lines.add("  %-26s %s"
                        .formatted(service, messages.get("status.outbox", backlog.events(), backlog.parked())));
                waits(
                        backlog.events(),
                        backlog.events() == 0
                                ? Duration.ZERO
                                : Duration.ofMillis((long) (backlog.oldestSeconds() * 1000)));
                degraded |= backlog.parked() > 0;
            });
        }

        private void lags(List<GroupLag> lags) {
            lines.add(messages.get("status.lags"));
            for (GroupLag lag : lags) {
                Duration age = lag.since()
                        .map(since -> Duration.between(since, now))
                        .filter(Duration::isPositive)
                        .orElse(Duration.ZERO);
                lines.add("  %-26s %s"
                        .formatted(lag.group(), messages.get("status.lag", lag.records(), age.toMillis() / 60_000.0)));
                waits(lag.records(), age);
            }
        }

        private void deadLetters(Map<String, Map<String, Long>> byGroup) {
            lines.add(messages.get("status.dead-letters"));
            byGroup.forEach((group, reasons) -> {
                if (reasons.isEmpty()) {
                    lines.add("  %-26s 0".formatted(group));
                }
                reasons.forEach((reason, count) -> lines.add("  %-26s %d %s".formatted(group, count, reason)));
            });
        }

        private void triage(List<Instant> since) {
            inTriage = since.size();
            since.stream()
                    .min(Instant::compareTo)
                    .map(oldest -> Duration.between(oldest, now))
                    .filter(Duration::isPositive)
                    .ifPresent(age -> longestInTriage = age);
        }

        private void waits(long events, Duration age) {
            waiting += events;
            longest = age.compareTo(longest) > 0 ? age : longest;
        }

        private String sentence(Messages texts) {
            boolean stuck = waiting > 0 && longest.compareTo(TOLERABLE) > 0;
            degraded |= stuck;
            if (stuck) {
                return texts.get("status.waiting", waiting, spoken(longest));
            }
            if (inTriage > 0) {
                return texts.get("status.triage", inTriage, spoken(longestInTriage));
            }
            return texts.get(degraded ? "status.nobody-but" : "status.nobody");
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

        private List<String> lines() {
            return lines;
        }

        private boolean healthy() {
            return !degraded;
        }
    }
}
