package org.relais.routing.cases.persistence;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseState;
import org.relais.routing.cases.Deadline;
import org.relais.routing.cases.FiledRequest;
import org.relais.routing.cases.Part;
import org.relais.routing.cases.Question;
import org.relais.routing.cases.Reason;
import org.relais.routing.cases.Resolution;
import org.relais.routing.cases.TriageWait;
import org.relais.routing.cases.Words;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Visibility;

/** What of a case stands in no column of its own. */
record CaseDocument(
        FiledRequest request,
        Reason reason,
        Priority priority,
        @Nullable Visibility visibility,
        @Nullable String area,
        Case.Journey journey,
        @Nullable Question question,
        @Nullable Resolution resolution,
        long resolvedSince,
        List<CaseFile.Entry> history,
        @Nullable Deadline deadline,
        @Nullable TriageWait triage,
        @Nullable Words work,
        @Nullable List<Part> parts) {

    static CaseDocument of(CaseFile file) {
        CaseState state = file.current().state();
        return new CaseDocument(
                file.request(),
                file.reason(),
                file.priority(),
                file.visibility(),
                file.area(),
                file.current().journey(),
                question(state),
                state instanceof CaseState.Resolved resolved ? resolved.resolution() : null,
                state.outcomeSince(),
                file.history(),
                file.deadline(),
                file.triage(),
                file.work(),
                state instanceof CaseState.InParts whole ? whole.parts() : null);
    }

    private static @Nullable Question question(CaseState state) {
        if (state instanceof CaseState.PartsOpen split) {
            return split.question();
        }
        return state instanceof CaseState.AwaitingCitizen waiting ? waiting.question() : null;
    }
}
