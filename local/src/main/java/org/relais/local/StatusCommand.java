package org.relais.local;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.relais.event.catalogue.Topics;
import tools.jackson.databind.JsonNode;

/** Says in one sentence whether anyone is waiting and how long, then how each part is. */
final class StatusCommand implements Command {

    private static final int PAGE = 200;

    @Override
    public int run(Context context, List<String> arguments) {
        Console console = context.console();
        if (!Command.allKnown(console, arguments, Set.of())) {
            return USAGE;
        }
        if (!anythingRuns(context.home())) {
            console.say("status.not-running");
            return NOT_RUNNING;
        }
        try (Rest rest = new Rest()) {
            StatusFindings findings = look(context, rest);
            console.line(findings.sentence());
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

    private static StatusFindings look(Context context, Rest rest) {
        StatusFindings findings = new StatusFindings(context.console().messages(), Instant.now());
        findings.parts(PartHealth.of(context, rest), new Memory(context.home()).byPart());
        Map<String, Backlog> backlogs = new LinkedHashMap<>();
        for (Part service : Part.values()) {
            if (service.isService()) {
                String metrics = context.ports().url(Port.healthOf(service)) + "/actuator/prometheus";
                Backlog.of(rest, metrics)
                        .ifPresentOrElse(
                                backlog -> backlogs.put(service.id(), backlog), () -> findings.untold(service.id()));
            }
        }
        findings.backlogs(backlogs);
        waitingForTriage(context, rest).ifPresentOrElse(findings::triage, () -> findings.untold(Part.ROUTING.id()));
        readBroker(context, findings);
        findings.deadLetters(backlogs);
        return findings;
    }

    private static void readBroker(Context context, StatusFindings findings) {
        int port = context.ports().number(Port.KAFKA);
        if (!PortCheck.isListening(port)) {
            findings.untold(Part.KAFKA.id());
            return;
        }
        List<GroupLag> lags = new ArrayList<>();
        try (GroupLag.Reader reader = new GroupLag.Reader("127.0.0.1:" + port)) {
            for (String group : Topics.GROUPS) {
                lags.add(reader.of(group));
            }
        } catch (GroupLag.Unknown e) {
            findings.untold(Part.KAFKA.id());
        }
        findings.lags(lags);
    }

    /** Since when each request waits for a person to route it; empty where routing or the issuer doesn't tell. */
    private static Optional<List<Instant>> waitingForTriage(Context context, Rest rest) {
        try {
            Secrets secrets = new Secrets(context.home().secrets());
            String token = new AccessTokens(rest, context.ports().url(Port.IDENTITY), secrets).tokenFor("operator");
            return triage(rest, context.ports().url(Port.ROUTING) + "/api/v1/triage?limit=" + PAGE, token);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Page after page, to the last. */
    static Optional<List<Instant>> triage(Rest rest, String url, String token) throws IOException {
        List<Instant> since = new ArrayList<>();
        String cursor = "";
        do {
            Rest.Reply reply = rest.get(url + cursor, Map.of("Authorization", "Bearer " + token));
            if (!reply.successful()) {
                return Optional.empty();
            }
            JsonNode page = reply.json();
            for (JsonNode item : page.path("items")) {
                String filed = item.path("submittedAt").asString();
                since.add(Instant.parse(item.path("triage").path("since").asString(filed)));
            }
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return Optional.of(since);
    }
}
