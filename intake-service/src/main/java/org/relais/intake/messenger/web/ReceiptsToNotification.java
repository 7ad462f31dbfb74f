package org.relais.intake.messenger.web;

import java.util.List;
import org.relais.platform.security.ServiceClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Hands what messengers say of messages to notification, whose messages they are. Those that aren't its own it leaves. */
final class ReceiptsToNotification {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptsToNotification.class);

    private final RestClient notification;

    ReceiptsToNotification(ServiceClients clients, String url) {
        this.notification = clients.to(url);
    }

    /** Says whether notification has them. */
    boolean tell(String channel, List<MessengerReceipt> receipts) {
        try {
            notification
                    .post()
                    .uri("/api/v1/message-receipts")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new Told(channel, receipts))
                    .retrieve()
                    .toBodilessEntity();
            return true;
        } catch (RestClientException | IllegalStateException notNow) {
            LOG.atWarn()
                    .addKeyValue("channel", channel)
                    .addKeyValue("outcome", "postponed")
                    .addKeyValue("reason", notNow.getClass().getSimpleName())
                    .log("what became of messages could not be told to notification");
            return false;
        }
    }

    private record Told(String channel, List<MessengerReceipt> items) {}
}
