package org.relais.platform.inbox;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.relais.platform.registry.RegistryException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a part that is down, which is waited for without end, from a failure of the event's own handling. */
final class Infrastructure {

    private static final int DEEPEST_CAUSE = 20;

    private Infrastructure() {}

    static boolean isBehind(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (isDown(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isDown(Throwable failure) {
        return switch (failure) {
            case TransactionException _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    DataAccessResourceFailureException _,
                    NonTransientDataAccessResourceException _,
                    RegistryException _ -> true;
            case SQLException sql -> tellsOfTheServer(sql);
            default -> false;
        };
    }

    /** SQLState classes 08 connection, 53 resources, 57 operator intervention, 40 rollback by the server. */
    private static boolean tellsOfTheServer(SQLException sql) {
        String state = sql.getSQLState();
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("53")
                        || state.startsWith("57"));
    }
}
