package org.relais.intake.mail.notification;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.mail.MailAnswers;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Has notification write, which alone sends mails. Whom it may have written to isn't written to again that day, whatever became of
 * it: a machine that answers each mail without saying so must not make us answer it without end. Nor are many written to in an hour,
 * since anybody can write in the name of many.
 */
public final class AnswersByNotification implements MailAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(AnswersByNotification.class);
    private static final Duration ONCE_IN = Duration.ofDays(1);
    private static final int MOST_AN_HOUR = 100;

    private final RestClient notification;
    private final JdbcClient database;
    private final Derivations derivations;
    private final Territories territories;
    private final @Nullable String jurisdictionId;
    private final Clock clock;

    /** @param jurisdictionId territory the mailbox is for; needed only where there are several */
    public AnswersByNotification(
            RestClient notification,
            JdbcClient database,
            Derivations derivations,
            Territories territories,
            @Nullable String jurisdictionId,
            Clock clock) {
        this.notification = notification;
        this.database = database;
        this.derivations = derivations;
        this.territories = territories;
        this.jurisdictionId = jurisdictionId;
        this.clock = clock;
    }

    @Override
    public void tooMany(String address, @Nullable String language, @Nullable String inThread) {
        try {
            PayloadMark sender = derivations.mark(
                    ("mail answer\n" + address.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
            if (territories.select(jurisdictionId) instanceof Selection.Selected(Territory territory)
                    && isFirst(sender, clock.instant())) {
                tell(new TooMany("too_many", territory.jurisdictionId(), address, language, inThread), sender);
            }
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("channel", "email")
                    .addKeyValue("outcome", "not_answered")
                    .addKeyValue("reason", failure.getClass().getSimpleName())
                    .log("a person could not be told that they wrote too often");
        }
    }

    private boolean isFirst(PayloadMark sender, Instant now) {
        database.sql("DELETE FROM mail_answer WHERE answered_at < ?")
                .param(utc(now.minus(ONCE_IN)))
                .update();
        return database.sql("""
            INSERT INTO mail_answer (sender_mark, answered_at)
            SELECT ?, ? WHERE (SELECT count(*) FROM mail_answer WHERE answered_at > ?) < ?
            ON CONFLICT DO NOTHING
            """)
                        .param(sender.bytes())
                        .param(utc(now))
                        .param(utc(now.minus(Duration.ofHours(1))))
                        .param(MOST_AN_HOUR)
                        .update()
                > 0;
    }

    private void tell(TooMany answer, PayloadMark sender) {
        try {
            notification
                    .post()
                    .uri("/api/v1/mail-answers")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(answer)
                    .retrieve()
                    .toBodilessEntity();
        } catch (HttpServerErrorException.ServiceUnavailable notSent) {
            forget(sender);
            throw notSent;
        } catch (ResourceAccessException unreachable) {
            if (unreachable.getCause() instanceof ConnectException
                    || unreachable.getCause() instanceof HttpConnectTimeoutException) {
                forget(sender);
            }
            throw unreachable;
        }
    }

    /** Nothing was sent: their next mail may be answered. */
    private void forget(PayloadMark sender) {
        database.sql("DELETE FROM mail_answer WHERE sender_mark = ?")
                .param(sender.bytes())
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record TooMany(
            String kind,
            String jurisdictionId,
            String address,
            @Nullable String language,
            @Nullable String inThread) {

        @Override
        public String toString() {
            return "TooMany[]";
        }
    }
}
