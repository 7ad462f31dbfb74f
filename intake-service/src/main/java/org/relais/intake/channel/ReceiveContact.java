package org.relais.intake.channel;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.action.ActOnRequest;
import org.relais.intake.action.ActionResult;
import org.relais.intake.action.CitizenAction;
import org.relais.intake.action.Impossibility;
import org.relais.intake.attachment.AttachmentRules;
import org.relais.intake.channel.ContactLedger.KnownRequest;
import org.relais.intake.filing.Answer;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.FilingResult;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.Standing;
import org.relais.intake.filing.Submission;
import org.relais.intake.filing.SubmitServiceRequest;
import org.relais.intake.filing.TextRules;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.validation.Violation;
import org.relais.intake.validation.Violations;
import org.relais.intake.vault.ReplyHandle;

/**
 * Makes exactly one thing of each contact: a request, a detail added to one, a judgement of its outcome, or a refusal with its
 * reason, written down.
 *
 * <p>It may be handed the same contact any number of times: request, detail and ledger entry follow from its natural key. What a
 * contact says beside its words (place, person, files) is left out where it can't be used, so that the words are not lost for it.
 */
public final class ReceiveContact {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST_PIECES = 20;

    private final SubmitServiceRequest submitServiceRequest;
    private final ActOnRequest actOnRequest;
    private final Derivations derivations;
    private final ContactLedger ledger;
    private final ContactAttachments attachments;
    private final KnownPlaces knownPlaces;
    private final PlaceQuota placeQuota;
    private final int mostAnHour;

    /**
     * @param mostAnHour how many requests one sender may file within an hour; all whose senders a channel doesn't know are one
     */
    public ReceiveContact(
            SubmitServiceRequest submitServiceRequest,
            ActOnRequest actOnRequest,
            Derivations derivations,
            ContactLedger ledger,
            ContactAttachments attachments,
            KnownPlaces knownPlaces,
            PlaceQuota placeQuota,
            int mostAnHour) {
        this.submitServiceRequest = submitServiceRequest;
        this.actOnRequest = actOnRequest;
        this.derivations = derivations;
        this.ledger = ledger;
        this.attachments = attachments;
        this.knownPlaces = knownPlaces;
        this.placeQuota = placeQuota;
        this.mostAnHour = mostAnHour;
    }

    public ContactOutcome receive(InboundContact contact) {
        return once(contact, received -> contact.about() == null ? file(received) : add(received, contact.about()));
    }

    /** Confirms the outcome of the request that the contact is about, or contests it in the contact's words. */
    public ContactOutcome judge(InboundContact contact, boolean confirmed) {
        return once(contact, received -> judge(received, confirmed));
    }

    /** Refuses a contact that was read. */
    public ContactOutcome refuse(InboundContact contact, ContactRefusal reason) {
        return once(contact, received -> new ContactOutcome.Refused(reason));
    }

    /** Writes down what the channel itself refuses, such as a machine's answer. */
    public ContactOutcome refuse(ContactChannel channel, String naturalKey, ContactRefusal reason, Instant receivedAt) {
        ContactOutcome outcome = new ContactOutcome.Refused(reason);
        PayloadMark mark = derivations.mark(Wording.digest(List.of(naturalKey)));
        record(channel, contactId(channel, naturalKey), mark, receivedAt, outcome, null);
        return outcome;
    }

    /**
     * Reads files to their end, before anything is decided of the contact they came with.
     *
     * @throws IOException if nothing can be kept at the moment
     */
    public FetchedFiles fetch(List<InboundContact.Attachment> files) throws IOException {
        return FetchedFiles.of(files, attachments);
    }

    /** What became of a contact that was handed over before. */
    public Optional<ContactLedger.Entry> earlier(ContactChannel channel, String naturalKey) {
        return ledger.find(contactId(channel, naturalKey));
    }

    /** Whether the answer to a contact was marked as {@link #answered}. */
    public boolean isAnswered(ContactChannel channel, String naturalKey) {
        return ledger.isAnswered(contactId(channel, naturalKey));
    }

    /** The answer to a contact that was handed over has left. */
    public void answered(ContactChannel channel, String naturalKey) {
        ledger.answered(contactId(channel, naturalKey));
    }

    /** The request that a contact opened, even if what became of it could not be written down. */
    public Optional<KnownRequest> opened(ContactChannel channel, String naturalKey) {
        return ledger.request(SubmitServiceRequest.idUnder(channel.caller(), naturalKey, derivations));
    }

    /** Under which what a contact says stands with the request that it was added to. */
    public String keyOfDetails(ContactChannel channel, String naturalKey) {
        return ActOnRequest.detailsKey(channel.caller(), naturalKey, derivations);
    }

    public Optional<KnownRequest> request(UUID requestId) {
        return ledger.request(requestId);
    }

    /** Whether one of these is the code of a request. */
    public boolean knowsAny(Set<TrackingCode> codes) {
        return ledger.knowsAny(codes);
    }

    /** A contact with what follows from it. */
    private record Received(InboundContact contact, List<String> pieces, PayloadMark mark, PayloadMark sender) {

        String words() {
            return pieces.isEmpty() ? "…" : pieces.getFirst();
        }

        boolean saysNothing() {
            return pieces.isEmpty() && contact.attachments().isEmpty();
        }
    }

    private ContactOutcome once(InboundContact contact, Function<Received, ContactOutcome> making) {
        PayloadMark mark = markOf(contact);
        UUID contactId = contactId(contact.channel(), contact.naturalKey());
        Optional<ContactLedger.Entry> known = ledger.find(contactId);
        if (known.isPresent()) {
            return known.get().mark().equals(mark)
                    ? known.get().outcome()
                    : new ContactOutcome.Refused(ContactRefusal.KEY_REUSED);
        }
        PayloadMark sender = sender(contact);
        ContactOutcome outcome = making.apply(new Received(contact, pieces(contact.text()), mark, sender));
        if (!(outcome instanceof ContactOutcome.Later)) {
            record(contact.channel(), contactId, mark, contact.receivedAt(), outcome, sender);
        }
        return outcome;
    }

    private void record(
            ContactChannel channel,
            UUID contactId,
            PayloadMark mark,
            Instant receivedAt,
            ContactOutcome outcome,
            @Nullable PayloadMark sender) {
        ledger.record(new ContactLedger.Entry(contactId, channel.name(), mark, receivedAt, outcome, sender));
    }

    private ContactOutcome file(Received received) {
        InboundContact contact = received.contact();
        List<String> pieces = received.pieces();
        PayloadMark sender = received.sender();
        if (received.saysNothing()) {
            return new ContactOutcome.Refused(ContactRefusal.EMPTY);
        }
        if (contact.channel().isOpenToAnybody()) {
            if (ledger.filedBy(sender, contact.receivedAt().minus(WINDOW)) >= mostAnHour) {
                return new ContactOutcome.Refused(ContactRefusal.TOO_MANY);
            }
            if (!placeQuota.allows(contact.channel().caller(), contact.place())) {
                return new ContactOutcome.Refused(ContactRefusal.CROWDED);
            }
        }
        Keeping keeping = keep(contact, sender);
        if (keeping.later()) {
            return new ContactOutcome.Later();
        }
        List<LeftOut> lost = keeping.leftOut();
        Attempt attempt = submit(received, contact.place(), contact.from(), contact.answers(), keeping.ids());
        return switch (attempt.result()) {
            case FilingResult.Filed filed ->
                filed(contact, filed.requestId(), filed.trackingCode(), pieces, attempt, lost);
            case FilingResult.Replayed filed ->
                filed(contact, filed.requestId(), filed.trackingCode(), pieces, attempt, lost);
            case FilingResult.Refused refused -> new ContactOutcome.Refused(ContactRefusal.INVALID);
            case FilingResult.KeyReused reused -> new ContactOutcome.Refused(ContactRefusal.KEY_REUSED);
            case FilingResult.EmergencyCallInstead call -> new ContactOutcome.Refused(ContactRefusal.EMERGENCY);
            case FilingResult.NoTerritoryYet none -> new ContactOutcome.Later();
        };
    }

    private record Attempt(FilingResult result, boolean located, List<LeftOut> leftOut) {}

    /** Files, and where only something beside the words is wrong, files without it. */
    private Attempt submit(
            Received filing, @Nullable Place place, Requester from, List<Answer> answers, List<String> attached) {
        FilingResult result = submitOnce(filing, place, from, answers, attached);
        if (!(result instanceof FilingResult.Refused(List<Violation> violations))) {
            return new Attempt(result, place != null, List.of());
        }
        boolean wherever = concern(violations, "/location");
        boolean whoever = concern(violations, "/requester");
        boolean whatever = concern(violations, "/answers");
        boolean files = concern(violations, "/attachments");
        List<LeftOut> wrong = new ArrayList<>();
        if (wherever) {
            wrong.add(LeftOut.PLACE);
        }
        if (whoever) {
            wrong.add(LeftOut.CONTACT_DETAILS);
        }
        if (whatever) {
            wrong.add(LeftOut.ANSWERS);
        }
        if (files) {
            wrong.addAll(Collections.nCopies(attached.size(), LeftOut.PICTURE_DAMAGED));
        }
        if (wrong.isEmpty()) {
            return new Attempt(result, false, List.of());
        }
        Place placeKept = wherever ? null : place;
        FilingResult again = submitOnce(
                filing,
                placeKept,
                whoever ? Requester.ANONYMOUS : from,
                whatever ? List.of() : answers,
                files ? List.of() : attached);
        return new Attempt(again, placeKept != null, wrong);
    }

    private static boolean concern(List<Violation> violations, String member) {
        return violations.stream().anyMatch(violation -> violation.pointer().startsWith(member));
    }

    private FilingResult submitOnce(
            Received filing, @Nullable Place place, Requester from, List<Answer> answers, List<String> attached) {
        InboundContact contact = filing.contact();
        return submitServiceRequest.submit(
                new Submission(
                        contact.jurisdictionId(),
                        contact.serviceCode(),
                        filing.words(),
                        place,
                        answers,
                        from,
                        attached,
                        null,
                        null),
                new SubmitServiceRequest.Call(
                        contact.channel().caller(),
                        Standing.CORRESPONDENT,
                        contact.channel().kind(),
                        from.language(),
                        contact.naturalKey(),
                        filing.mark(),
                        contact.receivedAt()),
                new Violations());
    }

    private ContactOutcome filed(
            InboundContact contact,
            UUID requestId,
            TrackingCode code,
            List<String> pieces,
            Attempt attempt,
            List<LeftOut> lost) {
        List<LeftOut> unsaid = addRest(contact, requestId, code, pieces);
        return new ContactOutcome.Filed(
                requestId,
                code,
                contact.serviceCode() == null,
                !attempt.located(),
                joined(lost, attempt.leftOut(), unsaid));
    }

    private ContactOutcome add(Received received, UUID requestId) {
        InboundContact contact = received.contact();
        List<String> pieces = received.pieces();
        KnownRequest request = ledger.request(requestId).orElse(null);
        if (request == null) {
            return new ContactOutcome.Refused(ContactRefusal.REQUEST_UNKNOWN);
        }
        if (received.saysNothing()) {
            return new ContactOutcome.Refused(ContactRefusal.EMPTY);
        }
        // What was added before a crash stays added, though the request is over by now.
        if (request.isOver()
                && !actOnRequest.isKnown(requestId, contact.channel().caller(), contact.naturalKey())) {
            boolean thanks = contact.attachments().isEmpty()
                    && Courtesy.isAll(contact.text(), contact.from().name());
            return new ContactOutcome.Refused(thanks ? ContactRefusal.THANKS : ContactRefusal.REQUEST_CLOSED);
        }
        Keeping keeping = keep(contact, received.sender());
        if (keeping.later()) {
            return new ContactOutcome.Later();
        }
        TrackingCode code = request.trackingCode();
        List<String> kept = keeping.ids();
        List<LeftOut> lost = new ArrayList<>(keeping.leftOut());
        Place place = request.located() ? null : placeSaid(contact, request);
        CitizenAction details = new CitizenAction.AddDetails(
                received.words(), List.of(), List.of(), null, contact.serviceCode(), place);
        ActionResult result = act(details, contact, requestId, code, contact.naturalKey(), kept, received.mark());
        if (result instanceof ActionResult.Invalid(List<Violation> violations)) {
            boolean files = !kept.isEmpty() && concern(violations, "/attachments");
            if (files) {
                lost.addAll(Collections.nCopies(kept.size(), LeftOut.PICTURE_DAMAGED));
            }
            if (concern(violations, "/location")) {
                lost.add(LeftOut.PLACE);
            }
            result = act(
                    details(received.words()),
                    contact,
                    requestId,
                    code,
                    contact.naturalKey(),
                    files ? List.of() : kept,
                    received.mark());
        }
        return switch (result) {
            case ActionResult.Recorded recorded ->
                new ContactOutcome.Added(requestId, code, joined(lost, addRest(contact, requestId, code, pieces)));
            case ActionResult.Joined joined -> new ContactOutcome.Added(requestId, code, lost);
            case ActionResult other -> failure(other);
        };
    }

    /**
     * Where a request is that was filed without saying so: what the channel was shown or read, coordinates, or an address that is
     * known. Of words only the first line that says something counts: below it a letter may end with where its writer lives.
     */
    private @Nullable Place placeSaid(InboundContact contact, KnownRequest request) {
        Optional<Place> said = Optional.ofNullable(contact.place());
        return said.filter(place -> place.latitude() != null && place.longitude() != null)
                .map(place -> new Place(place.latitude(), place.longitude(), null))
                .or(() -> said.map(Place::address)
                        .or(() -> contact.text()
                                .lines()
                                .filter(line -> !line.isBlank() && !Courtesy.isGreeting(line))
                                .findFirst())
                        .flatMap(line -> knownPlaces.in(line, request.jurisdictionId())))
                .orElse(null);
    }

    private ContactOutcome judge(Received received, boolean confirmed) {
        InboundContact contact = received.contact();
        KnownRequest request =
                Optional.ofNullable(contact.about()).flatMap(ledger::request).orElse(null);
        if (request == null) {
            return new ContactOutcome.Refused(ContactRefusal.REQUEST_UNKNOWN);
        }
        CitizenAction judgement =
                confirmed ? new CitizenAction.Confirm(null, null) : new CitizenAction.Contest(received.words());
        TrackingCode code = request.trackingCode();
        ActionResult result =
                act(judgement, contact, request.requestId(), code, contact.naturalKey(), List.of(), received.mark());
        boolean saidBefore =
                result instanceof ActionResult.Impossible(Impossibility reason, String status, long version)
                        && reason == Impossibility.ACTION_ALREADY_RECORDED;
        return saidBefore || result instanceof ActionResult.Recorded
                ? new ContactOutcome.Judged(request.requestId(), code, confirmed)
                : failure(result);
    }

    private static ContactOutcome failure(ActionResult result) {
        return switch (result) {
            case ActionResult.Impossible(Impossibility reason, String status, long version) ->
                new ContactOutcome.Refused(
                        reason == Impossibility.ACTION_ALREADY_RECORDED
                                ? ContactRefusal.KEY_REUSED
                                : ContactRefusal.REQUEST_CLOSED);
            case ActionResult.TerritoryUnknown unknown -> new ContactOutcome.Later();
            case ActionResult.Invalid invalid -> new ContactOutcome.Refused(ContactRefusal.INVALID);
            case ActionResult.RequestUnknown unknown -> new ContactOutcome.Refused(ContactRefusal.REQUEST_UNKNOWN);
            case ActionResult.TokenMissing missing -> throw new IllegalStateException("the token is derived");
            case ActionResult.TokenWrong wrong -> throw new IllegalStateException("the token is derived");
            case ActionResult.Recorded recorded -> throw new IllegalArgumentException("nothing failed");
            case ActionResult.Joined joined -> throw new IllegalArgumentException("nothing failed");
        };
    }

    /** A long text goes on in details; says which of its pieces found no room. */
    private List<LeftOut> addRest(InboundContact contact, UUID requestId, TrackingCode code, List<String> pieces) {
        int unsaid = Math.max(0, pieces.size() - MOST_PIECES);
        for (int index = 1; index < Math.min(pieces.size(), MOST_PIECES); index++) {
            String words = pieces.get(index);
            String key = contact.naturalKey() + "/" + (index + 1);
            PayloadMark mark = derivations.mark(Wording.digest(List.of(words)));
            ActionResult result = act(details(words), contact, requestId, code, key, List.of(), mark);
            if (!(result instanceof ActionResult.Recorded)) {
                unsaid++;
            }
        }
        return Collections.nCopies(unsaid, LeftOut.WORDS);
    }

    private static CitizenAction details(String words) {
        return new CitizenAction.AddDetails(words, List.of(), List.of(), null);
    }

    private ActionResult act(
            CitizenAction action,
            InboundContact contact,
            UUID requestId,
            TrackingCode code,
            String key,
            List<String> attached,
            PayloadMark mark) {
        return actOnRequest.act(
                action,
                attached,
                new ActOnRequest.Call(
                        code.toString(),
                        derivations.editToken(requestId).value(),
                        null,
                        contact.channel().caller(),
                        key,
                        mark,
                        contact.receivedAt()),
                new Violations());
    }

    /** What became of the files of a contact: ids of those kept, and why the others weren't. */
    private record Keeping(List<String> ids, List<LeftOut> leftOut, boolean later) {}

    private Keeping keep(InboundContact contact, PayloadMark sender) {
        String counted = contact.channel().caller() + " " + HexFormat.of().formatHex(sender.bytes());
        List<String> ids = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (InboundContact.Attachment attachment : contact.attachments()) {
            if (ids.size() == AttachmentRules.MOST) {
                leftOut.add(LeftOut.TOO_MANY_PICTURES);
                continue;
            }
            switch (attachments.keep(attachment, counted, contact.receivedAt())) {
                case ContactAttachments.Result.Kept(String id) -> ids.add(id);
                case ContactAttachments.Result.Refused(LeftOut why) -> leftOut.add(why);
                case ContactAttachments.Result.Later later -> {
                    return new Keeping(List.of(), List.of(), true);
                }
            }
        }
        return new Keeping(ids, leftOut, false);
    }

    @SafeVarargs
    private static List<LeftOut> joined(List<LeftOut>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    private UUID contactId(ContactChannel channel, String naturalKey) {
        return derivations.idFor("contact", channel.caller(), naturalKey);
    }

    /** The same for all whom the channel doesn't know, or doesn't believe. */
    private PayloadMark sender(InboundContact contact) {
        Requester from = contact.from();
        ReplyHandle reply = from.reply();
        String address = from.email() != null
                ? from.email()
                : from.phone() != null || reply == null ? from.phone() : reply.channel() + ":" + reply.address();
        return derivations.mark(Wording.digest(
                address == null
                        ? List.of("unknown sender", contact.channel().caller())
                        : List.of("sender", address.toLowerCase(Locale.ROOT))));
    }

    /** What was said, and not what the channel makes of it: a repeat may come when more is known. */
    private PayloadMark markOf(InboundContact contact) {
        List<String> parts = new ArrayList<>(pieces(contact.said()));
        parts.add(Objects.toString(contact.from().email(), ""));
        parts.add(Objects.toString(contact.from().phone(), ""));
        // Of what is added, the service is what the channel makes of it.
        parts.add(contact.about() == null ? Objects.toString(contact.serviceCode(), "") : "");
        contact.attachments().forEach(attachment -> parts.add(attachment.name()));
        return derivations.mark(Wording.digest(parts));
    }

    private static List<String> pieces(String text) {
        return Wording.pieces(Wording.clean(text), TextRules.LONGEST_TEXT);
    }
}
