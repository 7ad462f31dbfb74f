package org.relais.intake.messenger.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.relais.intake.vault.MasterKeys;
import org.relais.intake.vault.UnreadableSecret;
import org.relais.intake.vault.WrappedKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What messengers said became of messages while notification could not be told: kept, and told as soon as it can be. So a provider
 * needn't call again for it, with messages in the same call that were answered already.
 */
final class UntoldReceipts {

    private static final Logger LOG = LoggerFactory.getLogger(UntoldReceipts.class);

    /** As long as providers would have gone on calling. */
    private static final Duration KEPT_FOR = Duration.ofDays(7);

    private static final int MOST_AT_ONCE = 100;

    private final ReceiptsToNotification receipts;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final MasterKeys masterKeys;

    UntoldReceipts(
            ReceiptsToNotification receipts,
            JdbcClient database,
            TransactionTemplate transaction,
            MasterKeys masterKeys) {
        this.receipts = receipts;
        this.database = database;
        this.transaction = transaction;
        this.masterKeys = masterKeys;
    }

    /** Tells notification, or keeps it until that can be done. */
    void tell(String channel, List<MessengerReceipt> heard, Instant now) {
        if (!heard.isEmpty() && !receipts.tell(channel, heard)) {
            keep(channel, heard, now);
        }
    }

    private void keep(String channel, List<MessengerReceipt> heard, Instant now) {
        transaction.executeWithoutResult(status -> {
            for (MessengerReceipt receipt : heard) {
                WrappedKey message = masterKeys.wrap(receipt.id().getBytes(StandardCharsets.UTF_8), channel);
                database.sql("""
                    INSERT INTO untold_receipt (channel, master_key_id, message, outcome, heard_at)
                    VALUES (?, ?, ?, ?, ?)
                    """)
                        .param(channel)
                        .param(message.masterKeyId())
                        .param(message.wrapped())
                        .param(receipt.outcome())
                        .param(now.atOffset(ZoneOffset.UTC))
                        .update();
            }
        });
    }

    private record Untold(long id, String channel, WrappedKey message, String outcome) {}

    /** Told twice where two instances do it at once, which changes nothing there. One channel that is refused holds no other up. */
    void tellKept(Instant now) {
        forgetBefore(now.minus(KEPT_FOR));
        for (String channel : channels()) {
            List<Untold> untold = oldestOf(channel);
            List<MessengerReceipt> heard =
                    untold.stream().flatMap(each -> unsealed(each).stream()).toList();
            if (heard.isEmpty() || receipts.tell(channel, heard)) {
                delete(untold);
                untold.stream().skip(heard.size()).forEach(lost -> gaveUp(channel));
            }
        }
    }

    private List<String> channels() {
        return database.sql("SELECT DISTINCT channel FROM untold_receipt ORDER BY channel")
                .query(String.class)
                .list();
    }

    private List<Untold> oldestOf(String channel) {
        return database.sql("""
            SELECT id, master_key_id, message, outcome FROM untold_receipt WHERE channel = ? ORDER BY id LIMIT ?
            """)
                .param(channel)
                .param(MOST_AT_ONCE)
                .query((row, index) -> new Untold(
                        row.getLong("id"),
                        channel,
                        new WrappedKey(row.getString("master_key_id"), row.getBytes("message")),
                        row.getString("outcome")))
                .list();
    }

    private Optional<MessengerReceipt> unsealed(Untold untold) {
        try {
            byte[] id = masterKeys.unwrap(untold.message(), untold.channel());
            return Optional.of(new MessengerReceipt(new String(id, StandardCharsets.UTF_8), untold.outcome()));
        } catch (UnreadableSecret lost) {
            return Optional.empty();
        }
    }

    private void delete(List<Untold> told) {
        Long[] ids = told.stream().map(Untold::id).toArray(Long[]::new);
        database.sql("DELETE FROM untold_receipt WHERE id = ANY (?)").param(ids).update();
    }

    private void forgetBefore(Instant time) {
        database.sql("DELETE FROM untold_receipt WHERE heard_at < ? RETURNING channel")
                .param(time.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .forEach(UntoldReceipts::gaveUp);
    }

    private static void gaveUp(String channel) {
        LOG.atError()
                .addKeyValue("channel", channel)
                .addKeyValue("outcome", "given_up")
                .log("what became of a message could not be told to notification");
    }
}
