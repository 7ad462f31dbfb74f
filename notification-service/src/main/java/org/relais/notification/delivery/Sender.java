package org.relais.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.relais.notification.delivery.Attempts.Attempt;
import org.relais.notification.delivery.Attempts.Composition;
import org.relais.notification.planning.MessageKind;
import org.relais.notification.request.FollowedRequest;
import org.relais.notification.request.FollowedRequests;
import org.relais.notification.template.RenderedMail;
import org.relais.notification.template.Templates;
import org.relais.notification.territory.Territories;
import org.relais.notification.territory.Territory;
import org.relais.platform.retry.BackOff;
import org.relais.platform.retry.Unavailability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends one message: reserve it, ask for the address, compose and render, write down the try, hand over, write down the end.
 *
 * <p>The reservation is a row lock held until the end is written, so that no other worker or instance sends the same, and a crash
 * frees it at once. The try is committed on its own before anything leaves: what a crash left without an end is sent again, with
 * the same Message-ID, date and content, and counted as a possible repeat. A text has no such id; all else holds for it too. What a
 * messenger refuses goes another way, if the person left one.
 */
@Component
class Sender {

    /** Intake's words for files that it could not keep. */
    private static final Set<String> FILES = Set.of(
            "not_a_picture", "picture_too_large", "picture_damaged", "too_many_pictures", "picture_out_of_reach");

    private static final String SENDING_FAILED = "sending_failed";

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final DeliveryLedger ledger;
    private final Attempts attempts;
    private final DeliveryEnd deliveryEnd;
    private final ContactBook contacts;
    private final Offices offices;
    private final FollowedRequests requests;
    private final Territories territories;
    private final Composer composer;
    private final Templates templates;
    private final Mailer mailer;
    private final ObjectProvider<TextSender> textSender;
    private final DeliveryReceipts receipts;
    private final ObjectProvider<NoticeSender> noticeSenders;
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
            Offices offices,
            FollowedRequests requests,
            Territories territories,
            Composer composer,
            Templates templates,
            Mailer mailer,
            ObjectProvider<TextSender> textSender,
            DeliveryReceipts receipts,
            ObjectProvider<NoticeSender> noticeSenders,
            ObjectProvider<MailObserver> observers,
            DeliveryMetrics metrics,
            DeliverySettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.ledger = ledger;
        this.attempts = attempts;
        this.deliveryEnd = deliveryEnd;
        this.contacts = contacts;
        this.offices = offices;
        this.requests = requests;
        this.territories = territories;
        this.composer = composer;
        this.templates = templates;
        this.mailer = mailer;
        this.textSender = textSender;
        this.receipts = receipts;
        this.noticeSenders = noticeSenders;
        this.observers = observers;
        this.metrics = metrics;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Takes on the next due message, if there is one; says whether there was. */
    boolean sendNext() {
        AtomicReference<Delivery> claimed = new AtomicReference<>();
        try {
            transaction.executeWithoutResult(status -> {
                Instant now = clock.instant();
                ledger.claimNext(now, now.minus(settings.keepOrderFor())).ifPresent(next -> {
                    claimed.set(next);
                    deliverOrPutOff(next, status);
                });
            });
        } catch (RuntimeException | Error notCommitted) {
            Delivery delivery = claimed.get();
            if (delivery == null) {
                throw notCommitted;
            }
            // The reservation went with the transaction: where another sent it or put it off since, nothing is done.
            if (!isDone(
                    () -> transaction.executeWithoutResult(_ -> postpone(delivery, SENDING_FAILED, waryWait(delivery))),
                    notCommitted)) {
                throw notCommitted;
            }
            tell(delivery, notCommitted);
        }
        return claimed.get() != null;
    }

    /**
     * What was done with it where something fails is undone, so it is still due, and first in its turn. It may have left: if it weren't
     * put off, it would leave again at every look, and hold up the others. It is put off while it is reserved, or others would have
     * their look first.
     */
    private void deliverOrPutOff(Delivery delivery, TransactionStatus status) {
        Object reserved = status.createSavepoint();
        try {
            deliver(delivery);
            // What is written just before the commit fails here.
            status.flush();
        } catch (RuntimeException | Error unforeseen) {
            if (!isDone(() -> undo(reserved, delivery, status), unforeseen)) {
                throw unforeseen;
            }
            tell(delivery, unforeseen);
        }
    }

    private void undo(Object reserved, Delivery delivery, TransactionStatus status) {
        status.rollbackToSavepoint(reserved);
        postpone(delivery, SENDING_FAILED, waryWait(delivery));
    }

    /** Whether that could be done; what hindered it goes along with what failed first, which is then told once. */
    private static boolean isDone(Runnable help, Throwable failed) {
        try {
            help.run();
            return true;
        } catch (RuntimeException | Error worse) {
            failed.addSuppressed(worse);
            return false;
        }
    }

    private static void tell(Delivery delivery, Throwable unforeseen) {
        boolean unavailable = Unavailability.isBehind(unforeseen);
        LOG.atLevel(unavailable ? Level.WARN : Level.ERROR)
                .addKeyValue("requestId", delivery.requestId())
                .addKeyValue("eventId", delivery.cause().eventId())
                .addKeyValue("outcome", SENDING_FAILED)
                .addKeyValue("reason", unforeseen.getClass().getSimpleName())
                .setCause(unavailable ? null : unforeseen)
                .log("a message could not be sent, or its end not written down");
    }

    private void deliver(Delivery delivery) {
        if (!deliveryEnd.isPossible()) {
            postpone(delivery, "registry_unavailable");
            return;
        }
        Optional<String> moot = ledger.recalled(delivery.deliveryId());
        if (moot.isPresent()) {
            end(delivery, new Ending.Withdrawn(moot.get()), Channel.EMAIL, 0);
            return;
        }
        if (delivery.plannedAt().plus(settings.giveUpAfter()).isBefore(clock.instant())) {
            end(
                    delivery,
                    new Ending.Failed(Ending.FailureReason.GIVEN_UP),
                    attempts.lastChannel(delivery.deliveryId()).orElse(Channel.EMAIL),
                    delivery.postponements());
            return;
        }
        ContactBook.Reply contact = delivery.kind().isForAnOffice()
                ? offices.contactOf(delivery)
                : contacts.contactOf(delivery.requesterId());
        switch (contact) {
            case ContactBook.Reply.Unavailable _ -> postpone(delivery, "contact_unavailable");
            case ContactBook.Reply.Unwanted(String reason) ->
                end(delivery, new Ending.Withdrawn(reason), Channel.EMAIL, 0);
            case ContactBook.Reply.Erased _ ->
                end(delivery, new Ending.Withdrawn("requester_erased"), Channel.EMAIL, 0);
            case ContactBook.Reply.Known known -> deliver(delivery, known);
        }
    }

    private void deliver(Delivery delivery, ContactBook.Reply.Known known) {
        NoticeSender messenger = messenger(delivery, known);
        switch (Way.to(known, sendsTexts(), messenger != null)) {
            case Way.ByMail(String address) ->
                send(delivery, known, Channel.EMAIL, false, words -> mail(delivery, address, known, words));
            case Way.ByText(String number) ->
                send(
                        delivery,
                        known,
                        Channel.SMS,
                        number.equals(known.textsTo()),
                        words -> text(delivery, number, words));
            case Way.InConversation(Conversation conversation) ->
                send(
                        delivery,
                        known,
                        Channel.MESSAGING,
                        true,
                        words -> notice(delivery, Objects.requireNonNull(messenger), conversation, known, words));
            case Way.None(Ending ending) -> end(delivery, ending, Channel.EMAIL, 0);
        }
    }

    private boolean sendsTexts() {
        return textSender.getIfAvailable() != null;
    }

    /** Who hands over where the person wrote by a messenger; null where they did not, where nobody can, and where it was refused. */
    private @Nullable NoticeSender messenger(Delivery delivery, ContactBook.Reply.Known known) {
        Conversation conversation = known.conversation();
        return conversation == null || attempts.wasRefused(delivery.deliveryId(), Channel.MESSAGING)
                ? null
                : noticeSenders.stream()
                        .filter(sender -> sender.reaches(conversation))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * @param inReply whether it stands in the conversation in which the person wrote
     * @param ready puts it into words, and gives what hands it over then
     */
    private void send(
            Delivery delivery,
            ContactBook.Reply.Known known,
            Channel channel,
            boolean inReply,
            Function<Words, Consumer<Attempt>> ready) {
        FollowedRequest request = requests.find(delivery.requestId()).orElseThrow();
        Optional<Composition> earlier = attempts.composition(delivery.deliveryId());
        Optional<Territory> territory = territories.find(delivery.jurisdictionId());
        if (earlier.isEmpty() && territory.isEmpty()) {
            postpone(delivery, "territory_unknown");
            return;
        }
        Composition composition;
        Consumer<Attempt> handOver;
        try {
            composition = earlier.orElseGet(() -> new Composition(
                    clock.instant(), compose(delivery, request, territory.orElseThrow(), known.replyTo() != null)));
            handOver = ready.apply(
                    new Words(composition, withWhatIsKeptNowhere(composition.variables(), delivery, known, inReply)));
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
        Attempt attempt = attempts.begin(delivery.deliveryId(), channel, composition, clock.instant());
        if (attempt.possibleRepeat()) {
            metrics.possibleRepeat();
            LOG.atWarn()
                    .addKeyValue("requestId", delivery.requestId())
                    .addKeyValue("eventId", delivery.cause().eventId())
                    .addKeyValue("outcome", "possible_repeat")
                    .log("sending again after a try whose outcome is unknown");
        }
        handOver.accept(attempt);
    }

    /**
     * That it can be answered is said, and where an answer opens another request; the address to answer to is a secret of the
     * person's, and not stored with the words.
     */
    private Map<String, String> compose(
            Delivery delivery, FollowedRequest request, Territory territory, boolean answerable) {
        Map<String, String> variables = new HashMap<>(composer.compose(delivery, request, territory));
        if (answerable) {
            variables.put("answerable", ends(delivery.kind()) || request.isOver() ? "anew" : "yes");
        }
        return Map.copyOf(variables);
    }

    /** Whether a request is over with it, so that what is answered is not added to it any more. */
    private static boolean ends(MessageKind kind) {
        return kind == MessageKind.OUTCOME || kind == MessageKind.WITHDRAWN;
    }

    /** Like the address to answer to: put in when it is written, stored with nothing. */
    private static Map<String, String> withWhatIsKeptNowhere(
            Map<String, String> variables, Delivery delivery, ContactBook.Reply.Known known, boolean inReply) {
        Map<String, String> all = new HashMap<>(variables);
        String ownUrl = known.ownUrl();
        if (ownUrl != null) {
            all.put("shareUrl", all.getOrDefault("trackingUrl", ""));
            all.put("trackingUrl", ownUrl);
        }
        String leaveUrl = known.leaveUrl();
        if (leaveUrl != null && (delivery.kind() == MessageKind.JOINED || delivery.kind() == MessageKind.OUTCOME)) {
            all.put("leaveUrl", leaveUrl);
        }
        if (delivery.kind() == MessageKind.RECEIPT && known.leftOut().stream().anyMatch(FILES::contains)) {
            all.put("fileLeftOut", "yes");
        }
        String numberToCall = known.numberToCall();
        if (delivery.kind() == MessageKind.RECEIPT && numberToCall != null && !numberToCall.isBlank()) {
            all.put("numberToCall", numberToCall);
        }
        if (delivery.kind() == MessageKind.OUTCOME && inReply && known.answeredInReply()) {
            all.put("judgedByReply", "yes");
        }
        if (delivery.kind() == MessageKind.QUESTION && inReply && known.answeredInReply()) {
            all.put("answeredByReply", "yes");
        }
        return Map.copyOf(all);
    }

    private Consumer<Attempt> mail(Delivery delivery, String address, ContactBook.Reply.Known known, Words words) {
        RenderedMail content = templates.render(
                delivery.kind().template(), delivery.templateVersion(), delivery.language(), words.variables());
        Mail mail = new Mail(
                delivery.deliveryId(),
                threadStart(delivery),
                address,
                known.replyTo(),
                known.inThread(),
                words.variables().getOrDefault("town", ""),
                words.composition().datedAt(),
                delivery.language(),
                content);
        return attempt -> handOver(delivery, mail, attempt);
    }

    /** Each office has its own mailbox, and has seen nothing of another's thread. */
    private @Nullable String threadStart(Delivery delivery) {
        return delivery.kind().isForAnOffice()
                ? null
                : ledger.threadStart(delivery.requestId(), delivery.requesterId())
                        .filter(first -> !first.equals(delivery.deliveryId()))
                        .orElse(null);
    }

    private Consumer<Attempt> text(Delivery delivery, String number, Words words) {
        String content = templates.renderText(
                delivery.kind().template(), delivery.templateVersion(), delivery.language(), words.variables());
        Text text = new Text(delivery.deliveryId(), number, content);
        return attempt -> handOver(delivery, text, attempt);
    }

    /** As short as a text: it is read in the same way. */
    private Consumer<Attempt> notice(
            Delivery delivery,
            NoticeSender messenger,
            Conversation conversation,
            ContactBook.Reply.Known known,
            Words words) {
        String content = templates.renderText(
                delivery.kind().template(), delivery.templateVersion(), delivery.language(), words.variables());
        Notice notice = new Notice(delivery.deliveryId(), conversation, delivery.language(), content);
        return attempt -> handOver(delivery, messenger, notice, known, attempt);
    }

    private void handOver(Delivery delivery, Mail mail, Attempt attempt) {
        switch (mailer.send(mail)) {
            case Mailer.Result.Accepted _ -> {
                sent(delivery, attempt, Channel.EMAIL);
                AfterCommit.run(() -> observers.forEach(observer -> observer.left(mail)));
            }
            case Mailer.Result.Refused refused -> refused(delivery, attempt, Channel.EMAIL, refused.reason());
            case Mailer.Result.NotTaken(int code) ->
                later(delivery, attempt, Attempts.Result.NOT_TAKEN, whyNotTaken(code));
            case Mailer.Result.Unknown _ -> later(delivery, attempt, Attempts.Result.UNKNOWN, "mail_server_silent");
        }
    }

    /** What it refuses for good before it has seen the mail is us: a person must put that right. */
    private static String whyNotTaken(int code) {
        if (code == 0) {
            return "mail_server_unreachable";
        }
        return code < 500 ? "mail_server_busy" : "mail_server_refuses_us";
    }

    private void handOver(Delivery delivery, Text text, Attempt attempt) {
        switch (textSender.getObject().send(text)) {
            case TextSender.Result.Accepted(String providerId) -> {
                sent(delivery, attempt, Channel.SMS);
                receipts.submitted(Channel.SMS, providerId, delivery.deliveryId());
            }
            case TextSender.Result.Refused refused -> refused(delivery, attempt, Channel.SMS, refused.reason());
            case TextSender.Result.NotTaken(int code) ->
                later(
                        delivery,
                        attempt,
                        Attempts.Result.NOT_TAKEN,
                        code == 0 ? "text_center_unreachable" : "text_center_busy");
            case TextSender.Result.Unknown _ -> later(delivery, attempt, Attempts.Result.UNKNOWN, "text_center_silent");
        }
    }

    private void handOver(
            Delivery delivery, NoticeSender messenger, Notice notice, ContactBook.Reply.Known known, Attempt attempt) {
        String counterpart = messenger.counterpart();
        switch (messenger.send(notice)) {
            case NoticeSender.Result.Accepted(String mark) -> {
                sent(delivery, attempt, Channel.MESSAGING);
                if (mark != null) {
                    receipts.submitted(Channel.MESSAGING, mark, delivery.deliveryId());
                }
            }
            case NoticeSender.Result.Refused refused -> {
                if (Way.to(known, sendsTexts(), false) instanceof Way.None) {
                    refused(delivery, attempt, Channel.MESSAGING, refused.reason());
                } else {
                    goAnotherWay(delivery, attempt, refused.reason());
                }
            }
            case NoticeSender.Result.NotTaken(int code) ->
                later(
                        delivery,
                        attempt,
                        Attempts.Result.NOT_TAKEN,
                        counterpart + (code == 0 ? "_unreachable" : "_busy"));
            case NoticeSender.Result.Unknown _ ->
                later(delivery, attempt, Attempts.Result.UNKNOWN, counterpart + "_silent");
        }
    }

    /** At the next try, which is now: what was refused is written down first, so that a crash asks the messenger no more. */
    private void goAnotherWay(Delivery delivery, Attempt attempt, Ending.FailureReason reason) {
        attempts.end(delivery.deliveryId(), attempt, Attempts.Result.REFUSED, clock.instant());
        postpone(delivery, reason.word(), Duration.ZERO);
    }

    private void sent(Delivery delivery, Attempt attempt, Channel channel) {
        attempts.end(delivery.deliveryId(), attempt, Attempts.Result.ACCEPTED, clock.instant());
        end(delivery, new Ending.Sent(), channel, attempt.number());
    }

    private void refused(Delivery delivery, Attempt attempt, Channel channel, Ending.FailureReason reason) {
        attempts.end(delivery.deliveryId(), attempt, Attempts.Result.REFUSED, clock.instant());
        end(delivery, new Ending.Failed(reason), channel, attempt.number());
    }

    private void later(Delivery delivery, Attempt attempt, Attempts.Result result, String reason) {
        attempts.end(delivery.deliveryId(), attempt, result, clock.instant());
        postpone(delivery, reason, result == Attempts.Result.UNKNOWN ? waryWait(delivery) : usualWait(delivery));
    }

    private void end(Delivery delivery, Ending ending, Channel channel, int tries) {
        deliveryEnd.end(delivery, ending, channel, tries, clock.instant());
    }

    private void postpone(Delivery delivery, String reason) {
        postpone(delivery, reason, usualWait(delivery));
    }

    private Duration usualWait(Delivery delivery) {
        return new BackOff(settings.firstBackOff(), settings.longestBackOff())
                .after(delivery.postponements() + 1, random);
    }

    /**
     * What may have left leaves once more with each try. So it is tried less and less: a mail server that takes a mail and
     * is too slow to say so would get it hundreds of times.
     */
    private Duration waryWait(Delivery delivery) {
        Duration usual = usualWait(delivery);
        int mayHaveLeft = attempts.ofUnknownOutcome(delivery.deliveryId());
        if (mayHaveLeft == 0) {
            return usual;
        }
        // Four times as long each time, up to half of the time for which it is tried at all.
        Duration wary = new BackOff(
                        settings.firstBackOff(), settings.giveUpAfter().dividedBy(2))
                .after(2 * mayHaveLeft - 1, random);
        return wary.compareTo(usual) > 0 ? wary : usual;
    }

    private void postpone(Delivery delivery, String reason, Duration wait) {
        if (!ledger.postpone(delivery, clock.instant().plus(wait))) {
            return;
        }
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

    /** @param variables those of the composition, and what is stored with nothing */
    private record Words(Composition composition, Map<String, String> variables) {

        @Override
        public String toString() {
            return "Words[]";
        }
    }
}
