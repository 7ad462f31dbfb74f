package org.relais.routing.cases.timers;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.SchedulableTaskInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Instant;
import java.util.UUID;
import org.relais.platform.commit.WrittenTogether;
import org.relais.routing.cases.Timers;

/**
 * One row for each case whose clock runs, written in the case's transaction. A timer that is just firing can't be moved: it
 * waits for the case that the caller has locked, and sets itself by what it finds then.
 */
final class StoredTimers implements Timers {

    static final String NAME = "case-deadline";

    /** What the rows are of; who only writes them fires none. */
    static final Task<Void> KNOWN = Tasks.custom(NAME, Void.class).execute((timer, context) -> {
        throw new IllegalStateException("timers fire in " + DeadlineTask.class.getSimpleName());
    });

    private final SchedulerClient client;
    private final WrittenTogether<SchedulableInstance<?>> started;

    StoredTimers(SchedulerClient client) {
        this.client = client;
        this.started = new WrittenTogether<>(timers -> client.scheduleBatch(timers));
    }

    @Override
    public void start(UUID caseId, Instant at) {
        started.add(new SchedulableTaskInstance<>(timer(caseId), at));
    }

    @Override
    public void move(UUID caseId, Instant at) {
        started.flush();
        unlessFiring(() -> client.schedule(timer(caseId), at, ScheduleOptions.WHEN_EXISTS_RESCHEDULE));
    }

    @Override
    public void stop(UUID caseId) {
        started.flush();
        unlessFiring(() -> client.cancel(timer(caseId)));
    }

    private static void unlessFiring(Runnable change) {
        try {
            change.run();
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException | ExecutionException _) {
            // It fires, or was picked or went while we looked: see above.
        }
    }

    private static TaskInstance<Void> timer(UUID caseId) {
        return new TaskInstance<>(NAME, caseId.toString());
    }
}
