package org.relais.intake.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactChannel;
import org.relais.intake.channel.ContactOutcome;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.channel.InboundContact;
import org.relais.intake.channel.LanguageGuess;
import org.relais.intake.channel.PlaceInText;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.RequesterRules.PhoneBook;
import org.relais.intake.sms.TextConversations.Awaiting;
import org.relais.intake.sms.TextConversations.Conversation;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.relais.intake.vault.ReplyHandle;

/**
 * A conversation by text message: the first message files the request at once, so that nothing is lost when the person says no more;
 * then place and category are asked for, and what is answered is added to it.
 */
public final class TakeInText {

    public static final ContactChannel SMS = new ContactChannel("sms", "SMS");

    private static final Duration SAME_CONVERSATION = Duration.ofDays(7);
    private static final Set<String> STOP = Set.of("stop", "stop sms", "arret", "stopall", "unsubscribe", "desabonner");
    private static final Set<String> START = Set.of("start", "reprendre");
    private static final List<String> NEW = List.of("nouveau", "nouvelle", "new");

    private final ReceiveContact receiveContact;
    private final TextConversations conversations;
    private final Territories territories;
    private final PhoneBook phones;
    private final Derivations derivations;
    private final @Nullable String jurisdictionId;

    public TakeInText(
            ReceiveContact receiveContact,
            TextConversations conversations,
            Territories territories,
            PhoneBook phones,
            Derivations derivations,
            @Nullable String jurisdictionId) {
        this.receiveContact = receiveContact;
        this.conversations = conversations;
        this.territories = territories;
        this.phones = phones;
        this.derivations = derivations;
        this.jurisdictionId = jurisdictionId;
    }

    /** What came of a text. */
    public sealed interface Result {

        /** @param reply what is to be texted back; null where nothing is */
        record Taken(@Nullable String reply) implements Result {}

        /** To be handed over again. */
        record Later() implements Result {}
    }

    /** What a number's conversation is kept under. */
    public static PayloadMark markOf(String number, Derivations derivations) {
        return derivations.mark(("sms/" + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public Result take(IncomingText text) {
        if (!(territories.select(jurisdictionId) instanceof Selection.Selected(Territory territory))) {
            return new Result.Later();
        }
        String number = phones.international(text.from(), territory.phoneRegion());
        if (number == null) {
            // Names and short numbers are machines.
            receiveContact.refuse(SMS, text.id(), ContactRefusal.AUTOMATIC, text.receivedAt());
            return new Result.Taken(null);
        }
        PayloadMark mark = markOf(number, derivations);
        IncomingText.Piece piece = text.piece();
        if (piece == null) {
            return whole(text.id(), number, mark, text.text(), territory, text.receivedAt());
        }
        Optional<TextConversations.Whole> joined = conversations.join(mark, text);
        if (joined.isEmpty()) {
            return new Result.Taken(null);
        }
        Result result = whole(joined.get().id(), number, mark, joined.get().text(), territory, text.receivedAt());
        if (result instanceof Result.Taken) {
            conversations.drop(mark, piece.reference());
        }
        return result;
    }

    private Result whole(String id, String number, PayloadMark mark, String words, Territory territory, Instant at) {
        Optional<Conversation> known = conversations.find(mark);
        String command = ServiceGuess.folded(words);
        SmsWords say = SmsWords.in(language(words, territory));
        if (STOP.contains(command)) {
            receiveContact.refuse(SMS, id, ContactRefusal.STOP, at);
            boolean already = known.filter(Conversation::stopped).isPresent();
            conversations.save(
                    mark,
                    new Conversation(
                            known.map(Conversation::requestId).orElse(null), Awaiting.NOTHING, List.of(), true, at));
            return new Result.Taken(already ? null : say.say("stopped"));
        }
        if (START.contains(command)) {
            conversations.save(
                    mark,
                    new Conversation(
                            known.map(Conversation::requestId).orElse(null), Awaiting.NOTHING, List.of(), false, at));
            receiveContact.refuse(SMS, id, ContactRefusal.EMPTY, at);
            return new Result.Taken(say.say("started"));
        }
        Conversation before = known.filter(
                        conversation -> conversation.updatedAt().isAfter(at.minus(SAME_CONVERSATION)))
                .orElse(null);
        Optional<String> fresh = afresh(words);
        UUID about = before == null || fresh.isPresent() ? null : before.requestId();
        String said = fresh.orElseGet(() -> meant(words, before, territory));
        Requester from = new Requester(
                null, null, number, language(words, territory), new ReplyHandle(SMS.name(), number, null));
        InboundContact contact = new InboundContact(
                SMS,
                id,
                jurisdictionId,
                about,
                from,
                said,
                about == null ? PlaceInText.in(said).orElse(null) : null,
                null,
                List.of(),
                List.of(),
                at);
        ContactOutcome outcome = receiveContact.receive(contact);
        if (outcome.equals(new ContactOutcome.Refused(ContactRefusal.REQUEST_CLOSED))) {
            // What is over is over: what they say now is a new request.
            outcome = receiveContact.receive(contact.about(null).named(id + "/new"));
        }
        boolean silent = known.filter(Conversation::stopped).isPresent();
        return answer(outcome, mark, before, said, silent, say, territory, at);
    }

    private Result answer(
            ContactOutcome outcome,
            PayloadMark mark,
            @Nullable Conversation before,
            String said,
            boolean silent,
            SmsWords say,
            Territory territory,
            Instant at) {
        return switch (outcome) {
            case ContactOutcome.Filed filed -> {
                List<ServiceDefinition> offered = filed.placeWanted() ? List.of() : ServiceGuess.of(said, territory);
                Awaiting awaiting =
                        filed.placeWanted() ? Awaiting.PLACE : offered.isEmpty() ? Awaiting.NOTHING : Awaiting.SERVICE;
                // What it may be about is worked out from the first words, and offered once the place is known.
                List<String> options = codes(ServiceGuess.of(said, territory));
                conversations.save(mark, new Conversation(filed.requestId(), awaiting, options, silent, at));
                String code = filed.trackingCode().toString();
                yield taken(
                        silent,
                        filed.placeWanted()
                                ? say.say("where", code)
                                : withOffer("filed", code, offered, say, territory));
            }
            case ContactOutcome.Added added -> {
                boolean placeCame = before != null && before.awaiting() == Awaiting.PLACE;
                List<ServiceDefinition> offered = placeCame && before != null
                        ? before.options().stream()
                                .map(territory::service)
                                .flatMap(Optional::stream)
                                .toList()
                        : List.of();
                conversations.save(
                        mark,
                        new Conversation(
                                added.requestId(),
                                offered.isEmpty() ? Awaiting.NOTHING : Awaiting.SERVICE,
                                codes(offered),
                                silent,
                                at));
                yield taken(silent, withOffer("added", added.trackingCode().toString(), offered, say, territory));
            }
            case ContactOutcome.Refused(ContactRefusal reason) ->
                taken(
                        silent || reason != ContactRefusal.TOO_MANY && reason != ContactRefusal.EMPTY,
                        say.say("refused"));
            case ContactOutcome.Later later -> new Result.Later();
        };
    }

    private static Result taken(boolean silent, String reply) {
        return new Result.Taken(silent ? null : reply);
    }

    private static String withOffer(
            String key, String code, List<ServiceDefinition> offered, SmsWords say, Territory territory) {
        StringBuilder reply = new StringBuilder(say.say(key, code));
        if (!offered.isEmpty()) {
            reply.append(' ').append(say.say("which"));
            for (int index = 0; index < offered.size(); index++) {
                reply.append('\n')
                        .append(index + 1)
                        .append(' ')
                        .append(offered.get(index).name().in(say.say("language")));
            }
        }
        return reply.toString();
    }

    private static List<String> codes(List<ServiceDefinition> services) {
        return services.stream().map(ServiceDefinition::code).toList();
    }

    /** A number chosen from what was offered, in words; else the words as they are. */
    private static String meant(String words, @Nullable Conversation before, Territory territory) {
        String chosen = words.strip();
        if (before == null
                || before.awaiting() != Awaiting.SERVICE
                || chosen.length() != 1
                || !Character.isDigit(chosen.charAt(0))) {
            return words;
        }
        int index = chosen.charAt(0) - '1';
        if (index < 0 || index >= before.options().size()) {
            return words;
        }
        String language = language(words, territory);
        return territory
                .service(before.options().get(index))
                .map(service ->
                        SmsWords.in(language).say("chosen", service.name().in(language)))
                .orElse(words);
    }

    /** What follows the word that begins another request. */
    private static Optional<String> afresh(String words) {
        String[] parts = words.strip().split("[\\s:,]+", 2);
        return parts.length == 2 && NEW.contains(ServiceGuess.folded(parts[0]))
                ? Optional.of(parts[1])
                : Optional.empty();
    }

    private static String language(String words, Territory territory) {
        String guess = LanguageGuess.of(words);
        return territory.languages().contains(guess)
                ? guess
                : territory.languages().getFirst();
    }
}
