package org.relais.intake.open311;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.intake.action.ActOnRequest;
import org.relais.intake.action.ActionResult;
import org.relais.intake.action.CitizenAction;
import org.relais.intake.attachment.Attachment;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.tracking.OpenState;
import org.relais.intake.tracking.Status;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.intake.validation.Violations;

/**
 * Takes what the requester said at the place they filed from: more details, or that the outcome isn't right. Only for requests that
 * were filed with the same holder's key: of others it gives no right to speak for the person.
 */
public final class AddUpdate {

    /** Clients that know it send it with a comment by which their user opens a closed request again. */
    private static final String REOPEN = "REOPEN";

    /** The words of mySociety's extension, which it knows in any case. */
    private static final List<String> STATUSES = List.of(
            "OPEN",
            "CLOSED",
            REOPEN,
            "FIXED",
            "IN_PROGRESS",
            "PLANNED",
            "ACTION_SCHEDULED",
            "INVESTIGATING",
            "FOR_TRIAGE",
            "DUPLICATE",
            "NOT_COUNCILS_RESPONSIBILITY",
            "NO_FURTHER_ACTION",
            "INTERNAL_REFERRAL");

    private final TrackedRequests trackedRequests;
    private final RequestIndex requests;
    private final FetchedOutcomes fetchedOutcomes;
    private final Derivations derivations;
    private final ActOnRequest actOnRequest;

    public AddUpdate(
            TrackedRequests trackedRequests,
            RequestIndex requests,
            FetchedOutcomes fetchedOutcomes,
            Derivations derivations,
            ActOnRequest actOnRequest) {
        this.trackedRequests = trackedRequests;
        this.requests = requests;
        this.fetchedOutcomes = fetchedOutcomes;
        this.derivations = derivations;
        this.actOnRequest = actOnRequest;
    }

    /**
     * @param caller holder of the key
     * @param zone whose clocks a time without a zone was read from
     */
    public ActionResult add(
            Form form, List<Attachment> pictures, String caller, ZoneId zone, Instant at, Violations violations) {
        TrackedRequest request = requestOf(form, violations);
        String status = status(form, violations);
        Instant saidAt = time(form, zone, violations);
        String updateId = required(form, "update_id", violations);
        String words = required(form, "description", violations);
        List<String> links = MediaAddresses.of(form, violations);
        if (request == null && violations.isEmpty()) {
            return new ActionResult.RequestUnknown();
        }
        if (request == null
                || status == null
                || saidAt == null
                || updateId == null
                || words == null
                || !violations.isEmpty()) {
            return new ActionResult.Invalid(violations.all());
        }
        if (!requests.holderOf(request.requestId()).equals(Optional.of(caller))) {
            return new ActionResult.TokenWrong();
        }
        List<String> attachments =
                pictures.stream().map(picture -> picture.id().toString()).toList();
        ActOnRequest.Call call = new ActOnRequest.Call(
                request.trackingCode().toString(),
                derivations.editToken(request.requestId()).value(),
                null,
                caller,
                "update/" + request.trackingCode() + "/" + updateId,
                derivations.mark(updateId.getBytes(StandardCharsets.UTF_8)),
                at);
        if (contests(request, status, saidAt, caller)) {
            ActionResult contested =
                    actOnRequest.act(new CitizenAction.Contest(words), attachments, links, call, violations);
            if (!(contested instanceof ActionResult.Impossible)) {
                return contested;
            }
            // The person contested it elsewhere, or the case moved on this moment: the words are passed on all the
            // same.
        }
        CitizenAction.AddDetails remark = new CitizenAction.AddDetails(words, List.of(), List.of(), null);
        ActionResult remarked = actOnRequest.remark(remark, attachments, links, call, violations);
        // Only another update of this name can stand in the way, which is to say this one.
        return remarked instanceof ActionResult.Impossible
                ? new ActionResult.Recorded(request.trackingCode())
                : remarked;
    }

    /**
     * Clients send with every comment the status that they know, be it that of before the outcome. Hence an open one judges it only
     * where their user could have seen it: where it was fetched before the comment was written. The other words of the extension
     * judge nothing: their comments are passed on, however the request stands: a client that is refused a comment may keep back those that follow.
     */
    private boolean contests(TrackedRequest request, String status, Instant saidAt, String holder) {
        if (!request.status().equals(Status.RESOLVED) && !request.status().equals(Status.CONFIRMED)) {
            return false;
        }
        Optional<Instant> since = status.equalsIgnoreCase(REOPEN)
                ? outcome(request).map(TimelineEntry::at)
                : OpenState.ofWord(status)
                        .filter(OpenState.OPEN::equals)
                        .flatMap(open -> outcome(request))
                        .flatMap(outcome -> fetchedOutcomes.fetchedAt(holder, outcome.eventId()));
        return since.filter(saidAt::isAfter).isPresent();
    }

    /** The last one, of the request as a whole. */
    private Optional<TimelineEntry> outcome(TrackedRequest request) {
        return trackedRequests.timeline(request.requestId()).stream()
                .filter(TimelineEntry::tellsOutcomeOfTheWhole)
                .reduce((former, later) -> later);
    }

    private static @Nullable String status(Form form, Violations violations) {
        String status = required(form, "status", violations);
        if (status != null && STATUSES.stream().noneMatch(status::equalsIgnoreCase)) {
            violations.add("/status", "option_unknown", String.join(", ", STATUSES));
        }
        return status;
    }

    private static @Nullable Instant time(Form form, ZoneId zone, Violations violations) {
        String text = required(form, "updated_datetime", violations);
        Instant time = text == null ? null : Times.read(text, zone).orElse(null);
        if (text != null && time == null) {
            violations.add("/updated_datetime", "not_a_datetime");
        }
        return time;
    }

    private @Nullable TrackedRequest requestOf(Form form, Violations violations) {
        String id = required(form, "service_request_id", violations);
        return id == null
                ? null
                : TrackingCode.parse(id).flatMap(trackedRequests::find).orElse(null);
    }

    private static @Nullable String required(Form form, String name, Violations violations) {
        String text = form.text(name);
        if (text == null) {
            violations.add("/" + name, "required");
        }
        return text;
    }
}
