package org.relais.routing.cases;

import java.time.Instant;

/** What the rules decided and whether it stood, for those who make the rules better. Writes with the case's transaction. */
public interface DecisionJournal {

    /** A new case: its reason is the rules' own. */
    void opened(CaseFile file, Instant at);

    /** Something happened to a case; only a department that gave it away, a person in triage, and that it is not ours, is noted. */
    void changed(CaseFile after, Effect.Applied applied, Instant at);
}
