package org.relais.routing.cases;

import java.time.Instant;

/** What the rules decided and whether it stood, for those who make the rules better. Writes with the case's transaction. */
public interface DecisionJournal {

    /** A new case: its reason is the rules' own. */
    void opened(CaseFile file, Instant at);

    /** Something happened to a case; noted is who gave it away, who has it by that, who proved responsible, and that it is not ours. */
    void changed(CaseFile after, Effect.Applied applied, Instant at);
}
