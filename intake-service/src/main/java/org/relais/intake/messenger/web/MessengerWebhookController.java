package org.relais.intake.messenger.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.relais.intake.body.BodyReader;
import org.relais.intake.body.Refusals;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.dialogue.Dialogue.Result;
import org.relais.intake.messenger.IncomingMessage;
import org.relais.intake.messenger.TakeInMessage;
import org.relais.intake.messenger.web.MessengerSettings.Provider;
import org.relais.intake.messenger.web.ProviderCalls.Sent;
import org.relais.platform.messenger.MessageBody;
import org.relais.platform.messenger.MessengerKind;
import org.relais.platform.problem.Problems;
import org.relais.platform.retry.Unavailability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes in messages from a messenger that proves itself, and sends the answers back. Any answer but 200 means that the provider is
 * to call again: what it hands over twice becomes the same thing, and the answer is sent once more only where it had not left, or
 * went with our answer to the call.
 */
@Hidden
@RestController
class MessengerWebhookController {

    static final String PATH = "/api/v1/channels/messaging/{provider}";

    private static final Logger log = LoggerFactory.getLogger(MessengerWebhookController.class);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final MessengerSettings settings;
    private final TakeInMessage takeInMessage;
    private final ProviderCalls calls;
    private final UntoldReceipts receipts;
    private final Refusals refusals;
    private final Problems problems;
    private final MeterRegistry meters;
    private final Clock clock;

    MessengerWebhookController(
            MessengerSettings settings,
            TakeInMessage takeInMessage,
            ProviderCalls calls,
            UntoldReceipts receipts,
            Refusals refusals,
            Problems problems,
            MeterRegistry meters,
            Clock clock) {
        this.settings = settings;
        this.takeInMessage = takeInMessage;
        this.calls = calls;
        this.receipts = receipts;
        this.refusals = refusals;
        this.problems = problems;
        this.meters = meters;
        this.clock = clock;
    }

    /** Before it calls, WhatsApp asks whether the address is meant to be called. */
    @GetMapping(PATH)
    ResponseEntity<?> verify(
            @PathVariable("provider") String name,
            @RequestParam(name = "hub.mode", defaultValue = "") String mode,
            @RequestParam(name = "hub.verify_token", defaultValue = "") String token,
            @RequestParam(name = "hub.challenge", defaultValue = "") String challenge) {
        Provider provider = settings.providers().get(name);
        if (provider == null) {
            return unknown();
        }
        return mode.equals("subscribe") && Proof.equal(provider.verifyToken(), token)
                ? ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(challenge)
                : problems.problem(HttpStatus.FORBIDDEN, "forbidden").response();
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> receive(@PathVariable("provider") String name, HttpServletRequest request) throws IOException {
        Provider provider = settings.providers().get(name);
        if (provider == null) {
            return unknown();
        }
        byte[] body = request.getInputStream().readNBytes(BodyReader.LONGEST_BODY + 1);
        if (body.length > BodyReader.LONGEST_BODY) {
            return refusals.tooLarge();
        }
        if (!Proof.isGood(request, body, provider)) {
            return problems.problem(HttpStatus.UNAUTHORIZED, "unauthorized").response();
        }
        Payloads.Read read =
                Payloads.read(body, provider.kind(), clock.instant()).orElse(null);
        if (read == null) {
            return refusals.unreadable();
        }
        if (read.unnamed() > 0) {
            meters.counter("relais.messaging.unnamed", "channel", name).increment(read.unnamed());
            log.atWarn()
                    .addKeyValue("channel", name)
                    .addKeyValue("outcome", "skipped")
                    .log("a message has no id or no sender");
        }
        return take(read, name, provider);
    }

    private ResponseEntity<?> take(Payloads.Read read, String name, Provider provider) {
        receipts.tell(name, read.receipts(), clock.instant());
        boolean again = false;
        Map<String, Object> answer = Map.of();
        for (IncomingMessage message : read.messages()) {
            switch (take(message, name, provider)) {
                case Result.Later later -> again = true;
                case Result.Taken(String reply) -> {
                    URI address = provider.replyUrl();
                    if (reply == null) {
                        continue;
                    }
                    if (address == null) {
                        answer = inAnswer(reply, message, provider.kind());
                    } else if (!takeInMessage.isAnswered(message.id(), name)) {
                        again |= !send(reply, message, name, address, provider);
                    }
                }
            }
        }
        return again
                ? problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "service_unavailable")
                        .retryAfter(LATER)
                        .response()
                : ResponseEntity.ok(answer);
    }

    /** While a part is down it is asked for again; one that breaks us would break us each time, and the next goes on. */
    private Result take(IncomingMessage message, String name, Provider provider) {
        try {
            TakeInMessage.Photos photos = photo -> calls.photo(photo, provider);
            return provider.replyUrl() == null
                    ? takeInMessage.take(message, name, provider.jurisdictionId(), photos)
                    : takeInMessage.takeToAnswer(message, name, provider.jurisdictionId(), photos);
        } catch (RuntimeException failure) {
            boolean down = Unavailability.isBehind(failure);
            log.atLevel(down ? Level.WARN : Level.ERROR)
                    .addKeyValue("channel", name)
                    .addKeyValue("outcome", down ? "postponed" : "refused")
                    .addKeyValue("reason", failure.getClass().getSimpleName())
                    .log("a message could not be taken in");
            return down ? new Result.Later() : refused(message, name);
        }
    }

    /** What became of it before it broke us stays. */
    private Result refused(IncomingMessage message, String name) {
        try {
            takeInMessage.refuse(message.id(), name, ContactRefusal.UNREADABLE, message.receivedAt());
            return new Result.Taken(null);
        } catch (RuntimeException notNow) {
            return new Result.Later();
        }
    }

    /** Telegram takes one call of its own interface in the answer. */
    private static Map<String, Object> inAnswer(String reply, IncomingMessage message, MessengerKind kind) {
        Map<String, Object> body = MessageBody.words(kind, message.from(), message.id(), reply);
        if (kind == MessengerKind.TELEGRAM) {
            body.put("method", "sendMessage");
        }
        return body;
    }

    /** Says whether it needn't be tried again. */
    private boolean send(String reply, IncomingMessage message, String name, URI address, Provider provider) {
        Sent sent = calls.reply(reply, message, address, provider);
        String outcome = sent.name().toLowerCase(Locale.ROOT);
        meters.counter("relais.messaging.replies", "channel", name, "outcome", outcome)
                .increment();
        if (sent != Sent.SENT) {
            log.atWarn()
                    .addKeyValue("channel", name)
                    .addKeyValue("outcome", outcome)
                    .log("an answer was not taken by the messenger");
        }
        if (sent == Sent.SENT) {
            takeInMessage.answered(message, name);
        }
        return sent != Sent.NOT_NOW;
    }

    private ResponseEntity<?> unknown() {
        return problems.problem(HttpStatus.NOT_FOUND, "not_found").response();
    }
}
