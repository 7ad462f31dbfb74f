package org.relais.platform.problem;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.relais.platform.commit.CommitQueueFull;
import org.relais.platform.registry.RegistryException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.web.client.ResourceAccessException;

/** Tells a part that is down or has no room (try again later) from a bug. */
public final class Unavailability {

    private static final int DEEPEST_CAUSE = 20;
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private Unavailability() {}

    public static boolean isBehind(Throwable failure) {
        return behind(failure).isPresent();
    }

    /** When to try again: as the part itself says, or when an outage may be over. */
    static Duration retryAfter(Throwable failure) {
        return behind(failure).orElse(failure) instanceof CommitQueueFull full ? full.retryAfter() : OUTAGE;
    }

    private static Optional<Throwable> behind(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (meansUnavailable(cause)) {
                return Optional.of(cause);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static boolean meansUnavailable(Throwable failure) {
        return switch (failure) {
            case DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    CannotCreateTransactionException _,
                    TransactionTimedOutException _,
                    SQLTransientException _,
                    SQLRecoverableException _,
                    SQLNonTransientConnectionException _,
                    RejectedExecutionException _ -> true;
            case TransactionSystemException commitFailed -> commitFailed.getCause() instanceof SQLException;
            case RegistryException registry -> registry.temporary();
            case SQLException sql -> tellsOfTheServer(sql);
            case ResourceAccessException unreachable -> unreachable.getCause() instanceof IOException;
            default -> false;
        };
    }

    /** SQLState classes 08 connection, 53 resources, 57 operator intervention (shutdown, cancelled). */
    private static boolean tellsOfTheServer(SQLException sql) {
        var state = sql.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57"));
    }
}
