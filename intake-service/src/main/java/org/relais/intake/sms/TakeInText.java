package org.relais.intake.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactChannel;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.channel.InboundContact;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.dialogue.Dialogue;
import org.relais.intake.dialogue.Dialogue.Result;
import org.relais.intake.dialogue.Said;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.RequesterRules.PhoneBook;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.relais.intake.vault.ReplyHandle;

/** Takes a text message in: a person's number and no machine's, the pieces of a long one, then the conversation. */
public final class TakeInText {

    public static final ContactChannel SMS = new ContactChannel("sms", "SMS");

    /** As often as with mails. */
    private static final int MOST_FAILURES = 3;

    private final ReceiveContact receiveContact;
    private final Dialogue dialogue;
    private final TextPieces pieces;
    private final Territories territories;
    private final PhoneBook phones;
    private final @Nullable String jurisdictionId;
    private final Predicate<Throwable> isPassing;

    /** @param isPassing whether a failure is over by itself, and says nothing about the text */
    public TakeInText(
            ReceiveContact receiveContact,
            Dialogue dialogue,
            TextPieces pieces,
            Territories territories,
            PhoneBook phones,
            @Nullable String jurisdictionId,
            Predicate<Throwable> isPassing) {
        this.receiveContact = receiveContact;
        this.dialogue = dialogue;
        this.pieces = pieces;
        this.territories = territories;
        this.phones = phones;
        this.jurisdictionId = jurisdictionId;
        this.isPassing = isPassing;
    }

    /** Takes in a text that is answered in the answer to its being handed over. */
    public Result take(IncomingText text) {
        return take(text, dialogue::take);
    }

    /** Takes in a text whose answer goes a way of its own, until it is {@link #answered}. */
    public Result takeToAnswer(IncomingText text) {
        return take(text, (said, territory) -> dialogue.takeUntilTold(said, text.id(), territory));
    }

    private Result take(IncomingText text, BiFunction<Said, Territory, Result> taking) {
        if (!(territories.select(jurisdictionId) instanceof Selection.Selected(Territory territory))) {
            return new Result.Later();
        }
        String number = phones.international(text.from(), territory.phoneRegion());
        if (number == null) {
            // Names and short numbers are machines.
            receiveContact.refuse(SMS, text.id(), ContactRefusal.AUTOMATIC, text.receivedAt());
            return new Result.Taken(null);
        }
        IncomingText.Piece piece = text.piece();
        Said said = said(text.id(), number, text.text(), text.media(), text.receivedAt());
        if (piece == null) {
            return taking.apply(said, territory);
        }
        PayloadMark mark = dialogue.mark(said);
        Optional<TextPieces.Whole> joined = pieces.join(mark, number, text);
        if (joined.isEmpty()) {
            return new Result.Taken(null);
        }
        return taking.apply(
                said(joined.get().id(), number, joined.get().text(), text.media(), text.receivedAt()), territory);
    }

    /**
     * Takes in what came of long texts of which no more is awaited, as it is: each once, however often and by however many this is
     * asked. Nobody is there to be answered. What can't be taken in now is left for the next time; one that breaks this again and again
     * is put aside, and refused as unreadable.
     *
     * @throws RuntimeException why one of them could not be taken in, after all others were
     */
    public void takeInOverdue(Instant now) {
        if (!(territories.select(jurisdictionId) instanceof Selection.Selected(Territory territory))) {
            return;
        }
        RuntimeException failed = null;
        for (TextPieces.Waiting text : pieces.overdue(now)) {
            try {
                pieces.close(text, now).ifPresent(overdue -> takeIn(overdue, territory, now));
            } catch (RuntimeException failure) {
                failed = failure;
                count(text, failure, now);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** What became of it before it broke us stays. */
    private void count(TextPieces.Waiting text, RuntimeException failure, Instant now) {
        try {
            if (!isPassing.test(failure) && pieces.failed(text) >= MOST_FAILURES) {
                receiveContact.refuse(SMS, text.id(), ContactRefusal.UNREADABLE, now);
                pieces.quarantine(text, failure.getClass().getSimpleName(), now);
            }
        } catch (RuntimeException notCounted) {
            failure.addSuppressed(notCounted);
        }
    }

    private void takeIn(TextPieces.Overdue text, Territory territory, Instant now) {
        Said came = said(text.id(), text.number(), text.words("…"), List.of(), now);
        String words = text.words(dialogue.inLanguageOf(came, "piece_missing", territory));
        Said said = said(text.id(), text.number(), words, List.of(), now);
        if (dialogue.takeUnanswered(said, territory) instanceof Result.Taken) {
            pieces.taken(text);
        }
    }

    /**
     * What was to be answered to a text has left: it will not be asked for again.
     *
     * @param told whether the person has it: their text center may have refused it for good
     */
    public void answered(IncomingText text, boolean told) {
        if (told) {
            numberOf(text.from()).ifPresent(number -> dialogue.told(SMS, number, text.id()));
        }
        if (text.piece() != null) {
            pieces.answered(text.id());
        }
    }

    /** The number of a sender in international form; empty for a machine, and while no territory is known. */
    public Optional<String> numberOf(String from) {
        return territories.select(jurisdictionId) instanceof Selection.Selected(Territory territory)
                ? Optional.ofNullable(phones.international(from, territory.phoneRegion()))
                : Optional.empty();
    }

    /** Writes down that nothing can be made of a text. */
    public void refuse(String id, ContactRefusal reason, Instant at) {
        receiveContact.refuse(SMS, id, reason, at);
    }

    private static Said said(
            String id, String number, String words, List<InboundContact.Attachment> media, Instant at) {
        return new Said(
                SMS,
                id,
                number,
                number,
                language -> new Requester(null, null, number, language, new ReplyHandle(SMS.name(), number, null)),
                words,
                null,
                media,
                false,
                null,
                at);
    }
}
