package org.relais.notification.delivery.messenger;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.relais.notification.delivery.Conversation;
import org.relais.notification.delivery.DeliveryReceipts;
import org.relais.notification.delivery.Ending.FailureReason;
import org.relais.notification.delivery.Notice;
import org.relais.notification.delivery.NoticeSender;
import org.relais.platform.messenger.Messenger;
import org.relais.platform.messenger.MessengerKind;
import org.springframework.stereotype.Component;

/**
 * Writes to whom wrote by WhatsApp, Telegram or a bridge. WhatsApp takes words of ours for a day after the person wrote last, and an
 * approved template afterwards; where there is none, it isn't asked for what it refuses, since it may say so too late.
 */
@Component
class MessengerNoticeSender implements NoticeSender {

    private static final Duration WINDOW = Duration.ofHours(24);

    private final Map<String, Line> lines = new HashMap<>();
    private final Clock clock;

    MessengerNoticeSender(MessengerSettings settings, Clock clock) {
        this.clock = clock;
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(settings.patience())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        settings.providers()
                .forEach((name, provider) -> settings.account(name, provider)
                        .ifPresent(account -> lines.put(
                                name, new Line(new Messenger(client, account), account.kind(), provider.template()))));
    }

    /** @param template that WhatsApp takes at any time; null where there is none */
    private record Line(
            Messenger messenger,
            MessengerKind kind,
            @Nullable String template) {}

    @Override
    public boolean reaches(Conversation conversation) {
        return lines.containsKey(conversation.channel());
    }

    @Override
    public String counterpart() {
        return "messenger";
    }

    /** What is refused for our sake (the token, the template, the rate) can be put right, and is tried again. */
    @Override
    public Result send(Notice notice) {
        Line line = Objects.requireNonNull(lines.get(notice.conversation().channel()));
        try {
            return windowIsClosed(line, notice.conversation().heardAt())
                    ? sayAfterTheWindow(line, notice)
                    : say(line, notice);
        } catch (Messenger.Refusal refusal) {
            return new Result.Refused(
                    switch (refusal.reason()) {
                        case NOBODY_THERE -> FailureReason.ADDRESS_REFUSED;
                        case WINDOW_CLOSED -> FailureReason.REPLY_WINDOW_CLOSED;
                        case UNFIT -> FailureReason.MESSAGE_REFUSED;
                    },
                    refusal.code());
        } catch (Messenger.NotNow later) {
            return new Result.NotTaken(later.code());
        } catch (IOException unanswered) {
            return new Result.Unknown();
        }
    }

    private boolean windowIsClosed(Line line, @Nullable Instant heardAt) {
        return line.kind() == MessengerKind.WHATSAPP
                && heardAt != null
                && heardAt.plus(WINDOW).isBefore(clock.instant());
    }

    private static Result say(Line line, Notice notice) throws IOException {
        Conversation conversation = notice.conversation();
        try {
            return accepted(
                    line.messenger()
                            .say(conversation.address(), conversation.thread(), notice.content(), notice.deliveryId()),
                    notice);
        } catch (Messenger.Refusal refusal) {
            if (refusal.reason() != Messenger.Reason.WINDOW_CLOSED || line.template() == null) {
                throw refusal;
            }
            return sayAfterTheWindow(line, notice);
        }
    }

    private static Result sayAfterTheWindow(Line line, Notice notice) throws IOException {
        String template = line.template();
        if (template == null) {
            return new Result.Refused(FailureReason.REPLY_WINDOW_CLOSED, 0);
        }
        return accepted(
                line.messenger()
                        .sayByTemplate(
                                notice.conversation().address(),
                                template,
                                notice.language(),
                                notice.content(),
                                notice.deliveryId()),
                notice);
    }

    private static Result accepted(@Nullable String id, Notice notice) {
        return new Result.Accepted(
                id == null
                        ? null
                        : DeliveryReceipts.markOf(notice.conversation().channel(), id));
    }
}
