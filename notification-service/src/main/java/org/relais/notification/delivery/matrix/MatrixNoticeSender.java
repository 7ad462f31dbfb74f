package org.relais.notification.delivery.matrix;

import java.net.http.HttpClient;
import java.util.Map;
import org.relais.notification.delivery.Ending.FailureReason;
import org.relais.notification.delivery.Notice;
import org.relais.notification.delivery.NoticeSender;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** Says in a room what a machine says, under a transaction that bears the delivery's id: a repeat is known by it. */
@Component
@ConditionalOnProperty("relais.notification.matrix.homeserver")
class MatrixNoticeSender implements NoticeSender {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    private final RestClient homeserver;

    MatrixNoticeSender(MatrixSettings settings) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(settings.patience())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(settings.patience());
        this.homeserver = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(settings.homeserver().replaceAll("/+$", ""))
                .defaultHeader(
                        HttpHeaders.AUTHORIZATION,
                        "Bearer " + String.valueOf(settings.accessToken()).strip())
                .build();
    }

    @Override
    public Result send(Notice notice) {
        try {
            HttpStatusCode status = homeserver
                    .put()
                    .uri(
                            "/_matrix/client/v3/rooms/{room}/send/m.room.message/{transaction}",
                            notice.room(),
                            notice.deliveryId())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("msgtype", "m.notice", "body", notice.content()))
                    .retrieve()
                    .toBodilessEntity()
                    .getStatusCode();
            return status.is2xxSuccessful() ? new Result.Accepted() : new Result.NotTaken(status.value());
        } catch (RestClientResponseException answered) {
            return answered(answered.getStatusCode(), answered.getResponseBodyAsString());
        } catch (RestClientException unanswered) {
            return new Result.NotTaken(0);
        }
    }

    /** What is refused for our sake (the token, the rate) can be put right, and is tried again. */
    private static Result answered(HttpStatusCode status, String body) {
        // What names no code was said by something before the homeserver.
        if (!body.contains("\"errcode\"")) {
            return new Result.NotTaken(status.value());
        }
        return switch (status.value()) {
            case FORBIDDEN, NOT_FOUND -> new Result.Refused(FailureReason.ADDRESS_REFUSED, status.value());
            case UNAUTHORIZED, TOO_MANY -> new Result.NotTaken(status.value());
            default ->
                status.is4xxClientError()
                        ? new Result.Refused(FailureReason.MESSAGE_REFUSED, status.value())
                        : new Result.NotTaken(status.value());
        };
    }
}
