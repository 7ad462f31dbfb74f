package org.relais.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.relais.notification.delivery.Attempts.Attempt;
import org.relais.notification.delivery.Attempts.Composition;
import org.relais.notification.planning.MessageKind;
import org.relais.notification.request.FollowedRequest;
import org.relais.notification.request.FollowedRequests;
import org.relais.notification.template.RenderedMail;
import org.relais.notification.template.Templates;
import org.relais.notification.territory.Territories;
import org.relais.notification.territory.Territory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends one message: reserve it, ask for the address, compose and render, write down the try, hand over, write down the end.
 *
 * <p>The reservation is a row lock held until the end is written, so that no other worker or instance sends the same, and a crash
 * frees it at once. The try is committed on its own before anything leaves: what a crash left without an end is sent again, with
 * the same Message-ID, date and content, and counted as a possible repeat.
 */
@Component
class Sender {

    /** Intake's words for files that it could not keep. */
    private static final Set<String> FILES = Set.of(
            "not_a_picture", "picture_too_large", "picture_damaged", "too_many_pictures", "picture_out_of_reach");

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final DeliveryLedger ledger;
    private final Attempts attempts;
    private final DeliveryEnd deliveryEnd;
    private final ContactBook contacts;
    private final FollowedRequests requests;
    private final Territories territories;
    private final Composer composer;
    private final Templates templates;
    private final Mailer mailer;
    private final ObjectProvider<MailObserver> observers;
    private final DeliveryMetrics metrics;
    private final DeliverySettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Sender(
            DeliveryLedger ledger,
            Attempts attempts,
            DeliveryEnd deliveryEnd,
            ContactBook contacts,
            FollowedRequests requests,
            Territories territories,
            Composer composer,
            Templates templates,
            Mailer mailer,
            ObjectProvider<MailObserver> observers,
            DeliveryMetrics metrics,
            DeliverySettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.ledger = ledger;
        this.attempts = attempts;
        this.deliveryEnd = deliveryEnd;
        this.contacts = contacts;
        this.requests = requests;
        this.territories = territories;
        this.composer = composer;
        this.templates = templates;
        this.mailer = mailer;
        this.observers = observers;
        this.metrics = metrics;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Takes on the next due message, if there is one; says whether there was. */
    boolean sendNext() {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            Instant now = clock.instant();
            Optional<Delivery> next = ledger.claimNext(now, now.minus(settings.keepOrderFor()));
            next.ifPresent(this::deliver);
            return next.isPresent();
        }));
    }

    private void deliver(Delivery delivery) {
        if (delivery.plannedAt().plus(settings.giveUpAfter()).isBefore(clock.instant())) {
            end(delivery, new Ending.Failed(Ending.FailureReason.GIVEN_UP), delivery.postponements());
            return;
        }
        switch (contacts.contactOf(delivery.requesterId())) {
            case ContactBook.Reply.Unavailable _ -> postpone(delivery, "contact_unavailable");
            case ContactBook.Reply.Erased _ -> end(delivery, new Ending.Withdrawn("requester_erased"), 0);
            case ContactBook.Reply.Known known -> {
                String email = known.email();
                if (email == null || email.isBlank()) {
                    end(delivery, new Ending.Failed(Ending.FailureReason.NO_CONTACT), 0);
                } else {
                    send(delivery, email, known);
                }
            }
        }
    }

    private void send(Delivery delivery, String email, ContactBook.Reply.Known known) {
        FollowedRequest request = requests.find(delivery.requestId()).orElseThrow();
        Optional<Composition> earlier = attempts.composition(delivery.deliveryId());
        Optional<Territory> territory = territories.find(delivery.jurisdictionId());
        if (earlier.isEmpty() && territory.isEmpty()) {
            postpone(delivery, "territory_unknown");
            return;
        }
        Composition composition;
        RenderedMail content;
        try {
            composition = earlier.orElseGet(() -> new Composition(
                    clock.instant(), compose(delivery, request, territory.orElseThrow(), known.replyTo() != null)));
            content = templates.render(
                    delivery.kind().template(),
                    delivery.templateVersion(),
                    delivery.language(),
                    withWhatIsKeptNowhere(composition.variables(), delivery, known));
        } catch (RuntimeException unwritable) {
            // Put off rather than thrown, so that one message that can't be written does not hold up the others.
            LOG.atError()
                    .addKeyValue("requestId", delivery.requestId())
                    .addKeyValue("eventId", delivery.cause().eventId())
                    .addKeyValue("outcome", "not_written")
                    .addKeyValue("reason", unwritable.getClass().getSimpleName())
                    .log("a message could not be put into words");
            postpone(delivery, "not_written");
            return;
        }
        Mail mail = new Mail(
                delivery.deliveryId(),
                ledger.threadStart(delivery.requestId(), delivery.requesterId())
                        .filter(first -> !first.equals(delivery.deliveryId()))
                        .orElse(null),
                email,
                known.replyTo(),
                known.inThread(),
                composition.variables().getOrDefault("town", ""),
                composition.datedAt(),
                delivery.language(),
                content);
        handOver(delivery, mail, attempts.begin(delivery.deliveryId(), composition, clock.instant()));
    }

    /** That it can be answered is said; the address to answer to is a secret of the person's, and not stored with the words. */
    private Map<String, String> compose(
            Delivery delivery, FollowedRequest request, Territory territory, boolean answerable) {
        Map<String, String> variables = new HashMap<>(composer.compose(delivery, request, territory));
        if (answerable) {
            variables.put("answerable", "yes");
        }
        return Map.copyOf(variables);
    }

    /** Like the address to answer to: put in when it is written, stored with nothing. */
    private static Map<String, String> withWhatIsKeptNowhere(
            Map<String, String> variables, Delivery delivery, ContactBook.Reply.Known known) {
        Map<String, String> all = new HashMap<>(variables);
        String leaveUrl = known.leaveUrl();
        if (delivery.kind() == MessageKind.JOINED && leaveUrl != null) {
            all.put("leaveUrl", leaveUrl);
        }
        if (delivery.kind() == MessageKind.RECEIPT && known.leftOut().stream().anyMatch(FILES::contains)) {
            all.put("fileLeftOut", "yes");
        }
        return Map.copyOf(all);
    }

    private void handOver(Delivery delivery, Mail mail, Attempt attempt) {
        if (attempt.possibleRepeat()) {
            metrics.possibleRepeat();
            LOG.atWarn()
                    .addKeyValue("requestId", delivery.requestId())
                    .addKeyValue("eventId", delivery.cause().eventId())
                    .addKeyValue("outcome", "possible_repeat")
                    .log("sending again after a try whose outcome is unknown");
        }
        switch (mailer.send(mail)) {
            case Mailer.Result.Accepted _ -> {
                attempts.end(delivery.deliveryId(), attempt, Attempts.Result.ACCEPTED, clock.instant());
                end(delivery, new Ending.Sent(), attempt.number());
                AfterCommit.run(() -> observers.forEach(observer -> observer.left(mail)));
            }
            case Mailer.Result.Refused refused -> {
                attempts.end(delivery.deliveryId(), attempt, Attempts.Result.REFUSED, clock.instant());
                end(delivery, new Ending.Failed(refused.reason()), attempt.number());
            }
            case Mailer.Result.NotTaken notTaken -> {
                attempts.end(delivery.deliveryId(), attempt, Attempts.Result.NOT_TAKEN, clock.instant());
                postpone(delivery, notTaken.code() == 0 ? "mail_server_unreachable" : "mail_server_busy");
            }
            case Mailer.Result.Unknown _ -> {
                attempts.end(delivery.deliveryId(), attempt, Attempts.Result.UNKNOWN, clock.instant());
                postpone(delivery, "mail_server_silent");
            }
        }
    }

    private void end(Delivery delivery, Ending ending, int tries) {
        deliveryEnd.end(delivery, ending, tries, clock.instant());
    }

    private void postpone(Delivery delivery, String reason) {
        Duration wait = new BackOff(settings.firstBackOff(), settings.longestBackOff())
                .after(delivery.postponements() + 1, random);
        ledger.postpone(delivery, clock.instant().plus(wait));
        AfterCommit.run(() -> {
            metrics.postponed(delivery, reason);
            LOG.atInfo()
                    .addKeyValue("requestId", delivery.requestId())
                    .addKeyValue("eventId", delivery.cause().eventId())
                    .addKeyValue("outcome", "postponed")
                    .addKeyValue("reason", reason)
                    .log("delivery postponed");
        });
    }
}
