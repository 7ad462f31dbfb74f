package org.relais.intake.mail;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactChannel;
import org.relais.intake.channel.ContactOutcome;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.channel.InboundContact;
import org.relais.intake.channel.LanguageGuess;
import org.relais.intake.channel.LeftOut;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.relais.intake.vault.ReplyHandle;

/** Makes one thing of each mail: a request, a detail of the request it replies to, or a refusal. */
public final class TakeInMail {

    public static final ContactChannel EMAIL = new ContactChannel("email", "EMAIL");

    private static final int LONGEST_NAME = 200;

    /** As every mail of ours writes the code of its request; years and telephone numbers look the same. */
    private static final Pattern CODE_LIKE = Pattern.compile("\\b\\w{4}-\\w{4}\\b");

    private static final Pattern PASSED_ON = Pattern.compile("^\\s*(?:tr|fw|fwd)\\s*:", Pattern.CASE_INSENSITIVE);

    private static final Pattern REPLY_PREFIX =
            Pattern.compile("^(?:\\s*(?:re|tr|fw|fwd|rép|rep)\\s*(?:\\[\\d+])?\\s*:)+\\s*", Pattern.CASE_INSENSITIVE);

    private final ReceiveContact receiveContact;
    private final SignedReplyAddresses replyAddresses;
    private final Screening screening;
    private final SenderCheck senderCheck;
    private final MailAnswers answers;
    private final Territories territories;
    private final @Nullable String jurisdictionId;

    /** @param authority name of the mail server whose findings about senders count, if there is one */
    public TakeInMail(
            ReceiveContact receiveContact,
            SignedReplyAddresses replyAddresses,
            String mailbox,
            @Nullable String authority,
            MailAnswers answers,
            Territories territories,
            @Nullable String jurisdictionId) {
        this.receiveContact = receiveContact;
        this.replyAddresses = replyAddresses;
        this.screening = new Screening(new MailAddress(mailbox));
        this.senderCheck = new SenderCheck(authority);
        this.answers = answers;
        this.territories = territories;
        this.jurisdictionId = jurisdictionId;
    }

    public ContactOutcome take(ReceivedMail mail, Instant receivedAt) {
        Optional<ContactRefusal> objection = screening.objection(mail);
        if (objection.isPresent()) {
            return receiveContact.refuse(EMAIL, keyOf(mail), objection.get(), receivedAt);
        }
        if (mail.unreadable()) {
            return receiveContact.refuse(EMAIL, keyOf(mail), ContactRefusal.UNREADABLE, receivedAt);
        }
        UUID about = mail.recipients().stream()
                .map(replyAddresses::requestOf)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        boolean reply = (about != null || mail.isReply()) && !passesOn(mail);
        InboundContact contact = contact(mail, about, reply, receivedAt);
        ContactOutcome outcome = receiveContact.receive(contact);
        if (outcome.equals(new ContactOutcome.Refused(ContactRefusal.KEY_REUSED))) {
            // Some programs give every mail the same Message-ID: what it says is what tells it then.
            outcome = receiveContact.receive(contact.named(hashKey(mail)));
        }
        if (outcome.equals(new ContactOutcome.Refused(ContactRefusal.REQUEST_CLOSED))) {
            // What is over is over: what they say now is a new request, which doesn't name the one before.
            outcome = receiveContact.receive(
                    contact(mail, null, reply, receivedAt).named(keyOf(mail) + "/new"));
        }
        if (outcome.equals(new ContactOutcome.Refused(ContactRefusal.TOO_MANY))) {
            tellTooMany(contact, mail);
        }
        int cut = mail.cut() + (reply && leavesWordsOut(mail) ? 1 : 0);
        return outcome.without(Collections.nCopies(cut, LeftOut.PART));
    }

    /** Whether what is cut off as a quotation may be somebody's words: it isn't marked as quoted, and is no mail of ours. */
    private boolean leavesWordsOut(ReceivedMail mail) {
        String left = ReplyText.leftOutUnmarked(mail.text());
        return !left.isEmpty() && !isOurs(left);
    }

    /** Nobody is answered at an address that disowns the mail. */
    private void tellTooMany(InboundContact contact, ReceivedMail mail) {
        Requester from = contact.from();
        String address = from.email();
        if (address != null) {
            answers.tooMany(address, from.language(), mail.messageId().orElse(null));
        }
    }

    /** Writes down that nothing could be made of a mail. */
    public ContactOutcome giveUp(String rawHash, ContactRefusal reason, Instant receivedAt) {
        return receiveContact.refuse(EMAIL, "raw:" + rawHash, reason, receivedAt);
    }

    private InboundContact contact(ReceivedMail mail, @Nullable UUID about, boolean reply, Instant receivedAt) {
        String words = reply ? ReplyText.ofReply(mail.text()) : ReplyText.ofNew(mail.text());
        String text = about == null ? withSubject(mail, reply, words) : words;
        return new InboundContact(
                EMAIL,
                keyOf(mail),
                jurisdictionId,
                about,
                from(mail, text),
                text,
                place(mail, about, text),
                null,
                List.of(),
                mail.attachments(),
                receivedAt);
    }

    private static @Nullable Place place(ReceivedMail mail, @Nullable UUID about, String text) {
        ReceivedMail.Sender sender = mail.from();
        String name = sender == null ? null : sender.name();
        return (about == null ? PlaceInMail.ofNew(text, name) : PlaceInMail.ofReply(text, name)).orElse(null);
    }

    /**
     * Whether it passes on a mail of somebody else, which then belongs to what is said: most programs name that mail
     * as a reply does. One of ours isn't passed on.
     */
    private boolean passesOn(ReceivedMail mail) {
        return PASSED_ON.matcher(mail.subject()).find() && !isOurs(mail.subject() + "\n" + mail.text());
    }

    /** Whether the code of a request stands in it, as in every mail of ours. */
    private boolean isOurs(String text) {
        Set<TrackingCode> codes = CODE_LIKE
                .matcher(text)
                .results()
                .map(found -> TrackingCode.parse(found.group()))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return !codes.isEmpty() && receiveContact.knowsAny(codes);
    }

    private Requester from(ReceivedMail mail, String text) {
        ReceivedMail.Sender sender = mail.from();
        String language = language(text);
        if (sender == null || senderCheck.of(mail) == SenderCheck.Verdict.FORGED) {
            return new Requester(null, null, null, language);
        }
        String name = sender.name();
        return new Requester(
                name == null || name.length() > LONGEST_NAME ? null : name,
                sender.address(),
                null,
                language,
                new ReplyHandle(EMAIL.name(), sender.address(), mail.messageId().orElse(null)));
    }

    /** As it seems to be, if the territory has it: any other would cost the person their name and address. */
    private @Nullable String language(String text) {
        String guessed = LanguageGuess.of(text);
        return territories.select(jurisdictionId) instanceof Selection.Selected(Territory territory)
                        && territory.languages().contains(guessed)
                ? guessed
                : null;
    }

    /**
     * A reply's subject with a request's tracking code is one of ours, and left out: what is public of two requests
     * must not tell that one person has both.
     */
    private String withSubject(ReceivedMail mail, boolean reply, String words) {
        String about = REPLY_PREFIX.matcher(mail.subject()).replaceFirst("").strip();
        boolean ours = reply && isOurs(about);
        return ours || about.isEmpty() || words.startsWith(about) ? words : (about + "\n\n" + words).strip();
    }

    private static String keyOf(ReceivedMail mail) {
        return mail.messageId().map(id -> "mid:" + id).orElseGet(() -> hashKey(mail));
    }

    private static String hashKey(ReceivedMail mail) {
        return "sha:" + mail.rawHash();
    }
}
