package org.relais.routing.cases.persistence;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseState;
import org.relais.routing.cases.Deadline;
import org.relais.routing.cases.FiledRequest;
import org.relais.routing.cases.Question;
import org.relais.routing.cases.Reason;
import org.relais.routing.cases.Resolution;
import org.relais.routing.rules.Priority;

/** What of a case stands in no column of its own. */
record CaseDocument(
        FiledRequest request,
        Reason reason,
        Priority priority,
        @Nullable String area,
        Case.Journey journey,
        @Nullable Question question,
        @Nullable Resolution resolution,
        long resolvedSince,
        List<CaseFile.Entry> history,
        @Nullable Deadline deadline) {

    static CaseDocument of(CaseFile file) {
        CaseState state = file.current().state();
        return new CaseDocument(
                file.request(),
                file.reason(),
                file.priority(),
                file.area(),
                file.current().journey(),
                state instanceof CaseState.AwaitingCitizen waiting ? waiting.question() : null,
                state instanceof CaseState.Resolved resolved ? resolved.resolution() : null,
                state instanceof CaseState.Resolved resolved ? resolved.sinceVersion() : 0,
                file.history(),
                file.deadline());
    }
}
