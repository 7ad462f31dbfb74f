package org.relais.intake.messenger;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactChannel;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.channel.InboundContact;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.dialogue.Dialogue;
import org.relais.intake.dialogue.Dialogue.Result;
import org.relais.intake.dialogue.Said;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.RequesterRules.PhoneBook;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.relais.intake.vault.ReplyHandle;

/** Takes a messenger's message in: a person's, with its pictures, then the conversation. */
public final class TakeInMessage {

    private static final int LONGEST_NAME = 200;
    private static final InboundContact.Attachment NO_PICTURE =
            new InboundContact.Attachment("", InputStream::nullInputStream);

    private final ReceiveContact receiveContact;
    private final Dialogue dialogue;
    private final Territories territories;
    private final PhoneBook phones;

    public TakeInMessage(ReceiveContact receiveContact, Dialogue dialogue, Territories territories, PhoneBook phones) {
        this.receiveContact = receiveContact;
        this.dialogue = dialogue;
        this.territories = territories;
        this.phones = phones;
    }

    /** Fetches a picture by the messenger's own name for it. */
    @FunctionalInterface
    public interface Photos {
        InputStream open(String photo) throws IOException;
    }

    /**
     * @param messenger the operator's name for it; also the name of the channel
     * @param jurisdictionId the territory it is for; needed only where there are several
     */
    public Result take(IncomingMessage message, String messenger, @Nullable String jurisdictionId, Photos photos) {
        return take(message, messenger, jurisdictionId, photos, dialogue::take);
    }

    /** Takes in a message whose answer goes a way of its own, until it is {@link #answered}. */
    public Result takeToAnswer(
            IncomingMessage message, String messenger, @Nullable String jurisdictionId, Photos photos) {
        return take(
                message,
                messenger,
                jurisdictionId,
                photos,
                (said, territory) -> dialogue.takeUntilTold(said, message.id(), territory));
    }

    private Result take(
            IncomingMessage message,
            String messenger,
            @Nullable String jurisdictionId,
            Photos photos,
            BiFunction<Said, Territory, Result> taking) {
        if (!(territories.select(jurisdictionId) instanceof Selection.Selected(Territory territory))) {
            return new Result.Later();
        }
        ContactChannel channel = channel(messenger);
        if (!message.alone()) {
            receiveContact.refuse(channel, message.id(), ContactRefusal.LIST, message.receivedAt());
            return new Result.Taken(null);
        }
        String phone = message.phone() == null ? null : phones.international(message.phone(), territory.phoneRegion());
        String name = message.name() == null || message.name().length() > LONGEST_NAME ? null : message.name();
        String thread = message.thread() == null ? message.id() : message.thread();
        ReplyHandle handle = new ReplyHandle(channel.name(), message.from(), thread);
        return taking.apply(
                new Said(
                        channel,
                        message.id(),
                        message.from(),
                        phone,
                        language -> new Requester(name, null, phone, language, handle),
                        message.text(),
                        message.place(),
                        files(message, photos),
                        message.isWordless(),
                        message.corrects(),
                        message.receivedAt()),
                territory);
    }

    /** What is to be answered to a person who takes back, in the messenger, a message that was taken in. */
    public Result takenBack(String id, String from, String messenger, @Nullable String jurisdictionId) {
        return territories.select(jurisdictionId) instanceof Selection.Selected(Territory territory)
                ? dialogue.takenBack(channel(messenger), from, id, territory)
                : new Result.Later();
    }

    /** A text for somebody whose language isn't known yet; empty where no territory is known yet. */
    public Optional<String> inEveryLanguage(String key, @Nullable String jurisdictionId) {
        return territories.select(jurisdictionId) instanceof Selection.Selected(Territory territory)
                ? Optional.of(dialogue.inEveryLanguage(key, territory))
                : Optional.empty();
    }

    /** Writes down that nothing can be made of a message. */
    public void refuse(String id, String messenger, ContactRefusal reason, Instant at) {
        receiveContact.refuse(channel(messenger), id, reason, at);
    }

    /** Whether something is written down of a message. */
    public boolean isKnown(String id, String messenger) {
        return receiveContact.earlier(channel(messenger), id).isPresent();
    }

    /** Whether the answer to a message has left. */
    public boolean isAnswered(String id, String messenger) {
        return receiveContact.isAnswered(channel(messenger), id);
    }

    /** The answer to a message has left: it is not answered again when it is handed over again. */
    public void answered(IncomingMessage message, String messenger) {
        dialogue.told(channel(messenger), message.from(), message.id());
        receiveContact.answered(channel(messenger), message.id());
    }

    private static ContactChannel channel(String messenger) {
        return new ContactChannel(messenger, "MESSAGING");
    }

    /** What can't be taken in beside words is left out like any file that is no picture. */
    private static List<InboundContact.Attachment> files(IncomingMessage message, Photos photos) {
        Stream<InboundContact.Attachment> pictures =
                message.photos().stream().map(photo -> new InboundContact.Attachment(photo, () -> photos.open(photo)));
        return message.more() && !message.isWordless()
                ? Stream.concat(pictures, Stream.of(NO_PICTURE)).toList()
                : pictures.toList();
    }
}
