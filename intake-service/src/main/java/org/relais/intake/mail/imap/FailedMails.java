package org.relais.intake.mail.imap;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How often handling each mail failed since this process began. A mail that can't be fetched or moved ends the session and is met
 * first in the next one: after some attempts it is put aside unread, and where that fails too, it stays and the others go on.
 */
final class FailedMails {

    static final int MOST = 3;

    private final Map<String, Integer> failures = new HashMap<>();

    void count(String mail) {
        failures.merge(mail, 1, Integer::sum);
    }

    /** Whether reading it isn't tried any more. */
    boolean isToPutAside(String mail) {
        return failures.getOrDefault(mail, 0) >= MOST;
    }

    /** Whether not even putting it aside is tried any more. */
    boolean isGivenUp(String mail) {
        return failures.getOrDefault(mail, 0) >= 2 * MOST;
    }

    /** What is no longer in the mailbox is no trouble any more. */
    void keepOnly(Collection<String> present) {
        failures.keySet().retainAll(present);
    }

    /** How many lie in the mailbox and are left there. */
    int givenUp() {
        return (int)
                failures.values().stream().filter(times -> times >= 2 * MOST).count();
    }
}
