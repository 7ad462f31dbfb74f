package org.relais.intake.filing;

import java.util.List;
import java.util.UUID;
import org.relais.intake.validation.Violation;

/** What came of filing a request. */
public sealed interface FilingResult {

    record Filed(UUID requestId, TrackingCode trackingCode, EditToken editToken) implements FilingResult {}

    /** The same call was made before and gets the same answer. */
    record Replayed(UUID requestId, TrackingCode trackingCode, EditToken editToken) implements FilingResult {}

    record Refused(List<Violation> violations) implements FilingResult {}

    /** The idempotency key was used before, for something else. */
    record KeyReused() implements FilingResult {}

    /** People in danger call; nothing was filed. */
    record EmergencyCallInstead(String number) implements FilingResult {}

    /** No territory has been published yet, so that nothing can be checked. */
    record NoTerritoryYet() implements FilingResult {}
}
