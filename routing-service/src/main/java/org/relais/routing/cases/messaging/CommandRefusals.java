package org.relais.routing.cases.messaging;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.event.department.v1.CommandRefused;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.outbox.Numbering;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.telemetry.LogKeys;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Reply;
import org.relais.routing.territory.Territories;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;

/** Tells a department on its own topic why its command was not carried out, and nothing about what isn't its own. */
final class CommandRefusals {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRefusals.class);
    private static final Locale DEFAULT_LANGUAGE = Locale.FRENCH;

    private final Outbox outbox;
    private final Identifiers identifiers;
    private final Territories territories;
    private final MessageSource texts;

    CommandRefusals(Outbox outbox, Identifiers identifiers, Territories territories, MessageSource texts) {
        this.outbox = outbox;
        this.identifiers = identifiers;
        this.territories = territories;
        this.texts = texts;
    }

    /** The command as it came. */
    record Refused(String command, String commandId, String caseId, String department, String key) {}

    void announce(Refused command, Reply.Refused refused, Instant at) {
        CaseFile file = refused.file();
        String requestId =
                file == null ? addressed(command) : file.current().requestId().toString();
        Topic topic = Topics.departmentRequests(command.department());
        outbox.append(
                topic,
                requestId,
                Numbering.FROM_FIRST,
                sequence -> new CommandRefused(
                        identifiers.next().toString(),
                        requestId,
                        file == null ? "" : file.request().jurisdictionId(),
                        sequence,
                        at,
                        command.caseId(),
                        file == null ? 0L : file.current().version(),
                        file == null ? "" : file.current().status().word(),
                        command.department(),
                        command.commandId(),
                        command.command(),
                        refused.reason().code(),
                        detail(command.department(), refused.reason())));
        LOG.atInfo()
                // Of a case that isn't there the department may have written anything.
                .addKeyValue(LogKeys.REQUEST_ID, file == null ? null : requestId)
                .addKeyValue(LogKeys.TOPIC, topic.name())
                .addKeyValue(LogKeys.OUTCOME, "refused")
                .addKeyValue(LogKeys.REASON, refused.reason().code())
                .log("Department's command refused");
    }

    /** What the command itself named: its Kafka key where that is an id, else the case it spoke of. */
    private static String addressed(Refused command) {
        try {
            return UUID.fromString(command.key()).toString();
        } catch (IllegalArgumentException _) {
            return command.caseId();
        }
    }

    private String detail(String department, RefusalReason reason) {
        Locale language = territories.current().stream()
                .filter(territory -> territory.department(department).isPresent())
                .findFirst()
                .map(territory -> Locale.forLanguageTag(territory.languages().getFirst()))
                .orElse(DEFAULT_LANGUAGE);
        String text = texts.getMessage("problem." + reason.code() + ".detail", null, reason.code(), language);
        return text == null ? reason.code() : text;
    }
}
