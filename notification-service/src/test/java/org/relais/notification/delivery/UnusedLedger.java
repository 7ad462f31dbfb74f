package org.relais.notification.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relais.notification.planning.PlannedMessage.Detail;
import org.relais.notification.planning.Recall;

/** A record of every message of which nobody is expected to ask more than a test says. */
class UnusedLedger implements DeliveryLedger {

    @Override
    public boolean add(Delivery delivery, Instant dueAt, boolean awaitsRouting) {
        throw unexpected();
    }

    @Override
    public List<Delivery> claimRecalled(String requestId, Recall recall) {
        throw unexpected();
    }

    @Override
    public void rememberRecall(String requestId, Recall recall) {
        throw unexpected();
    }

    @Override
    public Optional<String> recalled(String deliveryId) {
        throw unexpected();
    }

    @Override
    public void tellWhatAwaits(String requestId, Map<Detail, String> decision) {
        throw unexpected();
    }

    @Override
    public int release(Collection<String> requestIds, Instant dueAt) {
        throw unexpected();
    }

    @Override
    public Optional<Delivery> claimNext(Instant now, Instant orderKeptSince) {
        throw unexpected();
    }

    @Override
    public boolean postpone(Delivery delivery, Instant dueAt) {
        throw unexpected();
    }

    @Override
    public void end(Delivery delivery, Ending ending, Channel channel, int attempts, Instant at) {
        throw unexpected();
    }

    @Override
    public Optional<Sent> claimSent(String deliveryId) {
        throw unexpected();
    }

    @Override
    public Optional<String> threadStart(String requestId, String requesterId) {
        throw unexpected();
    }

    @Override
    public List<Entry> of(String requestId) {
        throw unexpected();
    }

    @Override
    public Waiting waiting(Instant now) {
        throw unexpected();
    }

    /** A test that gets here asks for more than it says. */
    private static AssertionError unexpected() {
        return new AssertionError("the ledger is asked for what this test has none of");
    }
}
