package org.relais.intake.action;

import java.util.List;
import org.relais.intake.filing.EditToken;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.validation.Violation;

/** What came of a citizen's action. */
public sealed interface ActionResult {

    /** Taken note of; routing decides what follows. */
    record Recorded(TrackingCode trackingCode) implements ActionResult {}

    /** Joined; the token lets this person act on their own data. */
    record Joined(TrackingCode trackingCode, EditToken editToken) implements ActionResult {}

    record RequestUnknown() implements ActionResult {}

    record TokenMissing() implements ActionResult {}

    record TokenWrong() implements ActionResult {}

    /** The request's territory isn't known here yet, so that nothing can be checked. */
    record TerritoryUnknown() implements ActionResult {}

    record Invalid(List<Violation> violations) implements ActionResult {}

    /** @param caseVersion the version known now */
    record Impossible(Impossibility reason, String status, long caseVersion) implements ActionResult {

        static Impossible of(Impossibility reason, TrackedRequest request) {
            return new Impossible(reason, request.status(), request.caseVersion());
        }
    }
}
