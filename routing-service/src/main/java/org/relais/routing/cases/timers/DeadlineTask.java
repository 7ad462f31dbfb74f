package org.relais.routing.cases.timers;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.relais.routing.cases.CaseFlow;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a timer does when it fires. First the case is looked at, and what is due is said, in one transaction; then the timer is
 * set anew or removed, in another that holds the case's lock, so that no change of the case comes between. A crash between the
 * two makes the timer fire again; the case knows that it was said.
 */
final class DeadlineTask {

    private static final Duration RETRY = Duration.ofSeconds(30);

    private final CaseFlow flow;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Timer lateness;

    DeadlineTask(CaseFlow flow, TransactionTemplate transaction, Clock clock, MeterRegistry meters) {
        this.flow = flow;
        this.transaction = transaction;
        this.clock = clock;
        this.lateness = Timer.builder("relais.routing.deadline.lateness")
                .description("From the moment something was due to be said of a date until it was")
                .register(meters);
    }

    CustomTask<Void> task() {
        return Tasks.custom(StoredTimers.NAME, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((timer, context) -> fire(UUID.fromString(timer.getId())));
    }

    private CompletionHandler<Void> fire(UUID caseId) {
        Instant now = clock.instant();
        Optional<Instant> due = transaction.execute(status -> flow.wake(caseId, now));
        if (due != null) {
            due.ifPresent(when -> lateness.record(Duration.between(when, now)));
        }
        return (completed, timer) -> transaction.executeWithoutResult(status ->
                flow.nextWake(caseId).ifPresentOrElse(next -> timer.reschedule(completed, next), timer::remove));
    }
}
