package org.relais.intake.dialogue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactChannel;
import org.relais.intake.channel.ContactOutcome;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.channel.InboundContact;
import org.relais.intake.channel.LanguageGuess;
import org.relais.intake.channel.LeftOut;
import org.relais.intake.channel.PlaceInText;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.dialogue.Conversations.Awaiting;
import org.relais.intake.dialogue.Conversations.Conversation;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.Place;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;

/**
 * A conversation by text: the first message files the request at once, so that nothing is lost when the person says no more; then
 * place and category are asked for, and what is answered is added to it.
 */
public final class Dialogue {

    private static final Duration SAME_CONVERSATION = Duration.ofDays(7);
    private static final Set<String> STOP = Set.of("stop", "stop sms", "arret", "stopall", "unsubscribe", "desabonner");
    private static final Set<String> START = Set.of("start", "reprendre");
    private static final List<String> NEW = List.of("nouveau", "nouvelle", "new");

    /** What a person is told of, since they can send it again. */
    private static final Set<LeftOut> PICTURES = EnumSet.of(
            LeftOut.NOT_A_PICTURE,
            LeftOut.PICTURE_TOO_LARGE,
            LeftOut.PICTURE_DAMAGED,
            LeftOut.TOO_MANY_PICTURES,
            LeftOut.PICTURE_OUT_OF_REACH);

    private final String medium;
    private final ReceiveContact receiveContact;
    private final Conversations conversations;
    private final Turns turns;
    private final Derivations derivations;

    /** @param medium whose texts go back: {@code sms}, {@code messaging} */
    public Dialogue(
            String medium,
            ReceiveContact receiveContact,
            Conversations conversations,
            Turns turns,
            Derivations derivations) {
        this.medium = medium;
        this.receiveContact = receiveContact;
        this.conversations = conversations;
        this.turns = turns;
        this.derivations = derivations;
    }

    /** What came of something that was said. */
    public sealed interface Result {

        /** @param reply what is to be written back; null where nothing is */
        record Taken(@Nullable String reply) implements Result {

            @Override
            public String toString() {
                return "Taken[]";
            }
        }

        /** To be handed over again. */
        record Later() implements Result {}
    }

    /** Under which a person is known here. */
    public PayloadMark mark(Said said) {
        return mark(said.channel(), said.who(), derivations);
    }

    /** Under which somebody who uses a channel is known here. */
    public static PayloadMark mark(ContactChannel channel, String who, Derivations derivations) {
        return derivations.mark((channel.name() + "/" + who).getBytes(StandardCharsets.UTF_8));
    }

    public Result take(Said said, Territory territory) {
        PayloadMark mark = mark(said);
        return turns.inTurn(mark, () -> take(said, mark, territory)).orElseGet(Result.Later::new);
    }

    private Result take(Said said, PayloadMark mark, Territory territory) {
        Optional<Conversation> known = conversations.find(mark);
        String command = ServiceGuess.folded(said.words());
        String language = language(said.words(), territory);
        DialogueWords say = DialogueWords.of(medium, language);
        if (STOP.contains(command)) {
            receiveContact.refuse(said.channel(), said.id(), ContactRefusal.STOP, said.at());
            boolean already = known.filter(Conversation::stopped).isPresent();
            conversations.silence(mark, true, said.at());
            return new Result.Taken(already ? null : say.say("stopped"));
        }
        if (START.contains(command)) {
            conversations.silence(mark, false, said.at());
            receiveContact.refuse(said.channel(), said.id(), ContactRefusal.EMPTY, said.at());
            return new Result.Taken(say.say("started"));
        }
        Conversation before = known.filter(conversation ->
                        conversation.updatedAt().isAfter(said.at().minus(SAME_CONVERSATION)))
                .orElse(null);
        Optional<String> fresh = afresh(said.words());
        UUID about = before == null || fresh.isPresent() ? null : before.requestId();
        String words = fresh.orElseGet(() -> meant(said.words(), before, territory));
        InboundContact contact = contact(said, about, words, language, territory, say);
        ContactOutcome outcome = receiveContact.receive(contact);
        if (outcome.equals(new ContactOutcome.Refused(ContactRefusal.REQUEST_CLOSED))) {
            // What is over is over: what they say now is a new request.
            outcome = receiveContact.receive(contact.about(null).named(said.id() + "/new"));
        }
        boolean silent = known.filter(Conversation::stopped).isPresent();
        boolean placed = said.place() != null || !words.isBlank();
        return answer(new Turn(mark, before, contact.text(), placed, silent, say, territory, said.at()), outcome);
    }

    /** A place that is shown files with the request; added to one, it can be said in words alone. */
    private InboundContact contact(
            Said said, @Nullable UUID about, String words, String language, Territory territory, DialogueWords say) {
        Place shown = said.place();
        String text = shown != null
                        && (about != null
                                || words.isBlank() && said.attachments().isEmpty())
                ? (words + "\n" + say.say("place", written(shown))).strip()
                : words;
        return new InboundContact(
                said.channel(),
                said.id(),
                territory.jurisdictionId(),
                about,
                said.from().apply(language),
                text,
                about != null
                        ? null
                        : shown != null ? shown : PlaceInText.in(words).orElse(null),
                null,
                List.of(),
                said.attachments(),
                said.at());
    }

    private static String written(Place place) {
        String coordinates = place.latitude() == null || place.longitude() == null
                ? ""
                : String.format(Locale.ROOT, "%.6f, %.6f", place.latitude(), place.longitude());
        String address = place.address();
        return address == null ? coordinates : coordinates.isEmpty() ? address : address + " (" + coordinates + ")";
    }

    /**
     * One exchange.
     *
     * @param placed whether what was said may be the answer to where it is
     */
    private record Turn(
            PayloadMark mark,
            @Nullable Conversation before,
            String said,
            boolean placed,
            boolean silent,
            DialogueWords say,
            Territory territory,
            Instant at) {}

    private Result answer(Turn turn, ContactOutcome outcome) {
        return switch (outcome) {
            case ContactOutcome.Filed filed -> filed(turn, filed);
            case ContactOutcome.Added added -> added(turn, added);
            case ContactOutcome.Refused(ContactRefusal reason) ->
                taken(
                        turn.silent() || reason != ContactRefusal.TOO_MANY && reason != ContactRefusal.EMPTY,
                        turn.say().say("refused"));
            case ContactOutcome.Later later -> new Result.Later();
        };
    }

    private Result filed(Turn turn, ContactOutcome.Filed filed) {
        // What it may be about is worked out from the first words, and offered once the place is known.
        List<ServiceDefinition> guessed = ServiceGuess.of(turn.said(), turn.territory());
        List<ServiceDefinition> offered = filed.placeWanted() ? List.of() : guessed;
        Awaiting awaiting =
                filed.placeWanted() ? Awaiting.PLACE : offered.isEmpty() ? Awaiting.NOTHING : Awaiting.SERVICE;
        remember(turn, filed.requestId(), awaiting, codes(guessed));
        String code = filed.trackingCode().toString();
        String reply = filed.placeWanted() ? turn.say().say("where", code) : withOffer("filed", code, offered, turn);
        return taken(turn.silent(), reply + complaints(filed.leftOut(), turn.say()));
    }

    private Result added(Turn turn, ContactOutcome.Added added) {
        Conversation before = turn.before();
        String code = added.trackingCode().toString();
        String reply;
        if (before != null && !turn.placed()) {
            // A picture alone answers nothing that was asked.
            remember(turn, added.requestId(), before.awaiting(), before.options());
            reply = switch (before.awaiting()) {
                case PLACE -> turn.say().say("where_still", code);
                case SERVICE -> withOffer("added", code, services(before.options(), turn), turn);
                case NOTHING -> turn.say().say("added", code);
            };
        } else {
            boolean located = before != null && before.awaiting() == Awaiting.PLACE;
            List<ServiceDefinition> offered = before != null && located ? services(before.options(), turn) : List.of();
            remember(turn, added.requestId(), offered.isEmpty() ? Awaiting.NOTHING : Awaiting.SERVICE, codes(offered));
            reply = withOffer("added", code, offered, turn);
        }
        return taken(turn.silent(), reply + complaints(added.leftOut(), turn.say()));
    }

    private void remember(Turn turn, UUID request, Awaiting awaiting, List<String> options) {
        conversations.save(turn.mark(), new Conversation(request, awaiting, options, turn.silent(), turn.at()));
    }

    private static List<ServiceDefinition> services(List<String> codes, Turn turn) {
        return codes.stream()
                .map(turn.territory()::service)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Result taken(boolean silent, String reply) {
        return new Result.Taken(silent ? null : reply);
    }

    /** Why pictures were left out, each reason once. */
    private static String complaints(List<LeftOut> leftOut, DialogueWords say) {
        return leftOut.stream()
                .filter(PICTURES::contains)
                .distinct()
                .map(why -> "\n" + say.say("left_out." + why.code()))
                .collect(Collectors.joining());
    }

    private static String withOffer(String key, String code, List<ServiceDefinition> offered, Turn turn) {
        StringBuilder reply = new StringBuilder(turn.say().say(key, code));
        if (!offered.isEmpty()) {
            reply.append(' ').append(turn.say().say("which"));
            for (int index = 0; index < offered.size(); index++) {
                reply.append('\n')
                        .append(index + 1)
                        .append(' ')
                        .append(offered.get(index).name().in(turn.say().say("language")));
            }
        }
        return reply.toString();
    }

    private static List<String> codes(List<ServiceDefinition> services) {
        return services.stream().map(ServiceDefinition::code).toList();
    }

    /** A number chosen from what was offered, in words; else the words as they are. */
    private String meant(String words, @Nullable Conversation before, Territory territory) {
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
                .map(service -> DialogueWords.of(medium, language)
                        .say("chosen", service.name().in(language)))
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
