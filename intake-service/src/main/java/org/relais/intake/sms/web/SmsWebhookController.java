package org.relais.intake.sms.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.body.BodyReader;
import org.relais.intake.body.BodyReader.Result;
import org.relais.intake.body.Members;
import org.relais.intake.body.Refusals;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.channel.InboundContact;
import org.relais.intake.dialogue.Dialogue;
import org.relais.intake.sms.IncomingText;
import org.relais.intake.sms.TakeInText;
import org.relais.intake.validation.Violations;
import org.relais.platform.problem.Problems;
import org.relais.platform.retry.Unavailability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes in text messages from a provider that signs as Standard Webhooks say, and answers with the text to send back, if there is
 * one. Any answer but 200 means that the provider is to call again.
 */
@Hidden
@RestController
@ConditionalOnProperty(SmsWebhookController.SECRET)
class SmsWebhookController {

    /** Setting with which there is such a channel. */
    static final String SECRET = "relais.sms.webhook-secret";

    static final String PATH = "/api/v1/channels/sms";

    /** Networks carry multimedia messages of some hundred kilobytes. */
    private static final int LONGEST_BODY = 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(SmsWebhookController.class);
    private static final int LONGEST_ID = 200;
    private static final int MOST_PIECES = 255;
    private static final Duration LATER = Duration.ofSeconds(30);

    private final TakeInText takeInText;
    private final WebhookSignature signature;
    private final BodyReader bodies;
    private final Refusals refusals;
    private final Problems problems;
    private final Clock clock;

    SmsWebhookController(
            TakeInText takeInText,
            WebhookSignature signature,
            BodyReader bodies,
            Refusals refusals,
            Problems problems,
            Clock clock) {
        this.takeInText = takeInText;
        this.signature = signature;
        this.bodies = bodies;
        this.refusals = refusals;
        this.problems = problems;
        this.clock = clock;
    }

    /** @param reply null where nothing is to be texted back */
    record Answer(@Nullable String reply) {

        @Override
        public String toString() {
            return "Answer[]";
        }
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> receive(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            return refusals.tooLarge();
        }
        Instant now = clock.instant();
        boolean signed = signature.isGood(
                request.getHeader("webhook-id"),
                request.getHeader("webhook-timestamp"),
                request.getHeader("webhook-signature"),
                body,
                now);
        if (!signed) {
            return problems.problem(HttpStatus.UNAUTHORIZED, "unauthorized").response();
        }
        return switch (bodies.parse(body)) {
            case Result.TooLarge tooLarge -> refusals.tooLarge();
            case Result.Unreadable unreadable -> refusals.unreadable(unreadable);
            case Result.Read read -> take(read, now);
        };
    }

    private ResponseEntity<?> take(Result.Read read, Instant now) {
        Violations violations = new Violations();
        Members body = read.members(violations);
        String id = required(body, "id", violations);
        String from = required(body, "from", violations);
        String text = body.words("text");
        IncomingText.Piece piece = piece(body.object("piece"), violations);
        List<InboundContact.Attachment> media =
                body.texts("media").stream().map(SmsWebhookController::file).toList();
        if (id.length() > LONGEST_ID) {
            violations.add("/id", "text_too_long", Integer.toString(LONGEST_ID));
        }
        if (!violations.isEmpty()) {
            return refusals.invalid(violations.all());
        }
        return switch (take(new IncomingText(id, from, text == null ? "" : text, piece, media, now))) {
            case Dialogue.Result.Taken(String reply) -> ResponseEntity.ok(new Answer(reply));
            case Dialogue.Result.Later later ->
                problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "service_unavailable")
                        .retryAfter(LATER)
                        .response();
        };
    }

    /** While a part is down it is asked for again; one that breaks us would break us each time. */
    private Dialogue.Result take(IncomingText text) {
        try {
            return takeInText.take(text);
        } catch (RuntimeException failure) {
            if (Unavailability.isBehind(failure)) {
                throw failure;
            }
            log.atError()
                    .addKeyValue("channel", "sms")
                    .addKeyValue("outcome", "refused")
                    .addKeyValue("reason", failure.getClass().getSimpleName())
                    .log("a text could not be taken in");
            takeInText.refuse(text.id(), ContactRefusal.UNREADABLE, text.receivedAt());
            return new Dialogue.Result.Taken(null);
        }
    }

    /** In base64; what isn't is left out like any file that can't be had, since the words are not to be lost for it. */
    private static InboundContact.Attachment file(String base64) {
        return new InboundContact.Attachment("media", () -> {
            try {
                return new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64));
            } catch (IllegalArgumentException notBase64) {
                throw new IOException(notBase64);
            }
        });
    }

    private static IncomingText.@Nullable Piece piece(@Nullable Members piece, Violations violations) {
        if (piece == null) {
            return null;
        }
        String reference = required(piece, "reference", violations);
        int number = count(piece, "number", violations);
        int total = count(piece, "total", violations);
        if (number > total) {
            violations.add("/piece/number", "piece_out_of_range", Integer.toString(total));
        }
        return new IncomingText.Piece(reference, number, total);
    }

    private static int count(Members piece, String name, Violations violations) {
        Long count = piece.integer(name);
        if (count == null || count < 1 || count > MOST_PIECES) {
            violations.add("/piece/" + name, "piece_out_of_range", Integer.toString(MOST_PIECES));
            return 1;
        }
        return count.intValue();
    }

    private static String required(Members body, String name, Violations violations) {
        String text = body.text(name);
        if (text == null || text.isBlank()) {
            violations.add("/" + name, "required");
            return "";
        }
        return text.strip();
    }
}
