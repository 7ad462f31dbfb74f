package org.relais.routing.cases;

import org.jspecify.annotations.Nullable;

/** What a department or a person in triage gets for a command. */
public sealed interface Reply {

    /** Whether this was answered before. */
    boolean repeated();

    record Done(CaseFile file, boolean repeated) implements Reply {}

    /** Done before; the case has gone to another department since, so nothing of it is shown. */
    record DoneBefore() implements Reply {

        @Override
        public boolean repeated() {
            return true;
        }
    }

    /** @param file what they may see of the case; null where it isn't theirs */
    record Refused(RefusalReason reason, @Nullable CaseFile file, boolean repeated) implements Reply {}
}
