package org.relais.platform.retry;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.relais.platform.registry.RegistryException;
import org.relais.platform.registry.UnreadableRecord;
import org.relais.platform.registry.UnwritableRecord;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.web.client.ResourceAccessException;

/**
 * Tells a part that is down, misconfigured or without room, for which whoever asked can wait, from a bug or from bad input, which
 * stay what they are however long one waits.
 */
public final class Unavailability {

    private static final int DEEPEST_CAUSE = 20;
    private static final List<String> OF_THE_SERVER = List.of("08", "40", "53", "57");
    private static final Set<String> WHILE_IT_CANNOT_WRITE = Set.of("25006", "58030");

    private Unavailability() {}

    public static boolean isBehind(Throwable failure) {
        return behind(failure).isPresent();
    }

    /** The cause that says so; empty where none does. */
    public static Optional<Throwable> behind(Throwable failure) {
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
            case NonTransientDataAccessResourceException _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    CannotCreateTransactionException _,
                    TransactionTimedOutException _,
                    SQLTransientException _,
                    SQLRecoverableException _,
                    SQLNonTransientConnectionException _,
                    RejectedExecutionException _ -> true;
            case TransactionSystemException commitFailed -> commitFailed.getCause() instanceof SQLException;
            case UnreadableRecord _, UnwritableRecord _ -> false;
            case RegistryException _ -> true;
            case SQLException sql -> tellsOfTheServer(sql);
            case ResourceAccessException unreachable -> unreachable.getCause() instanceof IOException;
            default -> false;
        };
    }

    /**
     * SQLState classes 08 connection, 40 rollback by the server, 53 resources, 57 operator intervention (shutdown,
     * cancelled); and that a disk can't be read or written, or that the server takes no writes, as a standby doesn't, nor one
     * whose disk is nearly full.
     */
    private static boolean tellsOfTheServer(SQLException sql) {
        String state = sql.getSQLState();
        return state != null
                && (WHILE_IT_CANNOT_WRITE.contains(state)
                        || OF_THE_SERVER.stream().anyMatch(state::startsWith));
    }
}
