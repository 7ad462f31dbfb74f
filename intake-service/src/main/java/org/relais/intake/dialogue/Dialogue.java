package org.relais.intake.dialogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactChannel;
import org.relais.intake.channel.ContactLedger.Entry;
import org.relais.intake.channel.ContactLedger.KnownRequest;
import org.relais.intake.channel.ContactOutcome;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.channel.Courtesy;
import org.relais.intake.channel.FetchedFiles;
import org.relais.intake.channel.InboundContact;
import org.relais.intake.channel.LanguageGuess;
import org.relais.intake.channel.PlaceInText;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.dialogue.Conversations.Awaiting;
import org.relais.intake.dialogue.Conversations.Conversation;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.PlaceNotices;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;

/**
 * A conversation by text: the first message files the request at once, so that nothing is lost when the person says no more; then
 * place and category are asked for, and what is answered is added to it. Once the request is over, a yes or a no judges its outcome,
 * thanks open nothing, nor does a greeting, and anything else is a new request.
 *
 * <p>A person's messages are taken one after the other. One that is handed over again changes nothing, and is answered as before.
 */
public final class Dialogue {

    private static final Duration SAME_CONVERSATION = Duration.ofDays(7);
    private static final Set<String> STOP = Set.of("stop", "stop sms", "arret", "stopall", "unsubscribe", "desabonner");
    private static final Set<String> START = Set.of("start", "reprendre");
    private static final List<String> NEW = List.of("nouveau", "nouvelle", "new");
    private static final Pattern BEGINS_ANOTHER =
            Pattern.compile("(?<word>[^\\s:,]+)(?<between>[\\s\\p{Zs}:,]+)(?<rest>.+)", Pattern.DOTALL);
    private static final Set<String> BEFORE_A_NUMBER =
            Set.of("n", "no", "numero", "number", "le", "la", "the", "option", "choix", "choice", "reponse", "answer");

    /** Under which a number is known, whichever channel knows it. */
    private static final String NUMBER = "sms";

    private final String medium;
    private final ReceiveContact receiveContact;
    private final Conversations conversations;
    private final Turns turns;
    private final Derivations derivations;
    private final PlaceNotices placeNotices;

    /** @param medium whose texts go back: {@code sms}, {@code messaging} */
    public Dialogue(
            String medium,
            ReceiveContact receiveContact,
            Conversations conversations,
            Turns turns,
            Derivations derivations,
            PlaceNotices placeNotices) {
        this.medium = medium;
        this.receiveContact = receiveContact;
        this.conversations = conversations;
        this.turns = turns;
        this.derivations = derivations;
        this.placeNotices = placeNotices;
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
        return markOf(said.channel().name(), said.who(), derivations);
    }

    /** Under which it is known whether a number, in international form, said STOP. */
    public static PayloadMark markOfNumber(String number, Derivations derivations) {
        return markOf(NUMBER, number, derivations);
    }

    /** Under which it is known what goes on with somebody on a channel. */
    public static PayloadMark markOf(String channel, String who, Derivations derivations) {
        return derivations.mark((channel + "/" + who).getBytes(StandardCharsets.UTF_8));
    }

    /** Takes in words whose answer goes back with this one. */
    public Result take(Said said, Territory territory) {
        return take(said, territory, new Reach.AtOnce());
    }

    /**
     * Takes in words whose answer may be long in leaving, if it ever does: nothing is asked by it until the person is {@link #told}.
     *
     * @param answered the id of the message to which the answer goes: the last piece of a long one
     */
    public Result takeUntilTold(Said said, String answered, Territory territory) {
        return take(said, territory, new Reach.OnceTold(markOf(said.channel().name(), answered, derivations)));
    }

    /** Files are read before the turn: turns are few, and whoever sends a file slowly would hold one. */
    private Result take(Said said, Territory territory, Reach reach) {
        if (said.attachments().isEmpty()
                || receiveContact.earlier(said.channel(), said.id()).isPresent()) {
            return inTurn(said, territory, reach);
        }
        try (FetchedFiles fetched = receiveContact.fetch(said.attachments())) {
            return inTurn(said.with(fetched.files()), territory, reach);
        } catch (IOException nothingCanBeKept) {
            return new Result.Later();
        }
    }

    /**
     * The answer to a message has left for whoever wrote it.
     *
     * @param answered the id of the message
     */
    public void told(ContactChannel channel, String who, String answered) {
        conversations.told(markOf(channel.name(), who, derivations), markOf(channel.name(), answered, derivations));
    }

    /** Takes in words to which no answer reaches the person any more: they are asked nothing by it. */
    public Result takeUnanswered(Said said, Territory territory) {
        return inTurn(said, territory, new Reach.Never());
    }

    private Result inTurn(Said said, Territory territory, Reach reach) {
        PayloadMark mark = mark(said);
        return turns.inTurn(mark, () -> answer(turn(said, mark, territory, reach)))
                .orElseGet(Result.Later::new);
    }

    /** Whether, and when, what is answered reaches the person. */
    sealed interface Reach {

        record AtOnce() implements Reach {}

        /** @param answered marks the message to which the answer goes */
        record OnceTold(PayloadMark answered) implements Reach {}

        record Never() implements Reach {}
    }

    /**
     * What is known when somebody's turn comes.
     *
     * @param stops under which it stands whether they said STOP
     * @param earlier what came of the same message when it was handed over before
     * @param last the request that the conversation was about last, however long ago
     */
    record Turn(
            Said said,
            PayloadMark mark,
            PayloadMark stops,
            @Nullable Conversation known,
            @Nullable Entry earlier,
            @Nullable KnownRequest last,
            boolean silent,
            Reach reach,
            String language,
            DialogueWords say,
            Territory territory) {

        /** The conversation that this goes on with; null where it begins one. */
        @Nullable
        Conversation before() {
            return known != null && known.updatedAt().isAfter(said.at().minus(SAME_CONVERSATION))
                    ? known.asTold()
                    : null;
        }

        /** Whether the conversation has this message in it already; one that was broken off by a crash has not. */
        boolean isRepeat() {
            return earlier != null && known != null && !known.updatedAt().isBefore(earlier.receivedAt());
        }

        boolean wasRefused(ContactRefusal reason) {
            return earlier != null && earlier.outcome().equals(new ContactOutcome.Refused(reason));
        }

        /** Whether what was said may be the answer to where it is. */
        boolean placed() {
            return said.place() != null || !said.words().isBlank();
        }

        Result reply(String text) {
            return new Result.Taken(silent ? null : text);
        }
    }

    /** What is answered where somebody takes back, at their end, what was taken in here. */
    public Result takenBack(ContactChannel channel, String who, String id, Territory territory) {
        boolean stopped = conversations
                .find(markOf(channel.name(), who, derivations))
                .filter(Conversation::stopped)
                .isPresent();
        KnownRequest request = receiveContact
                .earlier(channel, id)
                .flatMap(earlier -> requestWith(earlier.outcome()))
                .flatMap(receiveContact::request)
                .orElse(null);
        if (stopped || request == null) {
            return new Result.Taken(null);
        }
        String language = territory.languages().contains(request.language())
                ? request.language()
                : territory.languages().getFirst();
        return new Result.Taken(DialogueWords.of(medium, language).say("taken_back", request.trackingCode()));
    }

    /** A text for somebody whose language isn't known yet: in each of the territory's. */
    public String inEveryLanguage(String key, Territory territory) {
        return territory.languages().stream()
                .map(language -> DialogueWords.of(medium, language).say(key))
                .distinct()
                .collect(Collectors.joining("\n\n"));
    }

    /** A text in the language of somebody who says this. */
    public String inLanguageOf(Said said, String key, Territory territory) {
        KnownRequest last = last(conversations.find(mark(said)).orElse(null));
        return DialogueWords.of(medium, language(said, last, territory)).say(key);
    }

    private @Nullable KnownRequest last(@Nullable Conversation known) {
        UUID requestId = known == null ? null : known.requestId();
        return requestId == null ? null : receiveContact.request(requestId).orElse(null);
    }

    private static String language(Said said, @Nullable KnownRequest last, Territory territory) {
        return Stream.concat(
                        LanguageGuess.told(said.words()).stream(),
                        Stream.ofNullable(last).map(KnownRequest::language))
                .filter(territory.languages()::contains)
                .findFirst()
                .orElse(territory.languages().getFirst());
    }

    private Turn turn(Said said, PayloadMark mark, Territory territory, Reach reach) {
        Conversation known = conversations.find(mark).orElse(null);
        PayloadMark stops = said.phone() == null ? mark : markOfNumber(said.phone(), derivations);
        boolean silent = known != null && known.stopped()
                || !stops.equals(mark)
                        && conversations
                                .find(stops)
                                .filter(Conversation::stopped)
                                .isPresent();
        KnownRequest last = last(known);
        String language = language(said, last, territory);
        return new Turn(
                said,
                mark,
                stops,
                known,
                receiveContact.earlier(said.channel(), said.id()).orElse(null),
                last,
                silent,
                reach,
                language,
                DialogueWords.of(medium, language),
                territory);
    }

    private Result answer(Turn turn) {
        if (turn.earlier() == null) {
            conversations.heard(turn.mark(), turn.said().at());
        }
        String command = ServiceGuess.folded(turn.said().words());
        if (STOP.contains(command)) {
            return stop(turn);
        }
        if (START.contains(command)) {
            return start(turn);
        }
        if (turn.said().wordless()) {
            refuse(turn, ContactRefusal.WORDLESS);
            return turn.reply(turn.say().say("words_wanted"));
        }
        return outcome(turn);
    }

    /** Said twice it is answered once, but for a message that was handed over twice. */
    private Result stop(Turn turn) {
        boolean repeated = turn.wasRefused(ContactRefusal.STOP);
        if (!repeated) {
            conversations.silence(turn.stops(), true, turn.said().at());
            refuse(turn, ContactRefusal.STOP);
        }
        return new Result.Taken(turn.silent() == repeated ? turn.say().say("stopped") : null);
    }

    private Result start(Turn turn) {
        boolean repeated = turn.wasRefused(ContactRefusal.START);
        if (!repeated) {
            conversations.silence(turn.mark(), false, turn.said().at());
            conversations.silence(turn.stops(), false, turn.said().at());
            refuse(turn, ContactRefusal.START);
        }
        return new Result.Taken(
                repeated && turn.silent() ? null : turn.say().say(goesOn(turn) ? "started" : "welcomed"));
    }

    /** Whether what is said next is added to a request, where it doesn't begin with NOUVEAU. */
    private boolean goesOn(Turn turn) {
        UUID about = about(turn);
        return about != null
                && receiveContact
                        .request(about)
                        .filter(request -> !request.isOver())
                        .isPresent();
    }

    private void refuse(Turn turn, ContactRefusal reason) {
        Said said = turn.said();
        receiveContact.refuse(said.channel(), said.id(), reason, said.at());
    }

    private Result outcome(Turn turn) {
        Said said = turn.said();
        UUID corrected = corrected(said);
        if (corrected != null) {
            return correct(turn, corrected);
        }
        Optional<String> fresh = afresh(turn);
        Optional<UUID> went = wentTo(turn);
        UUID about = fresh.isPresent() ? null : went.orElseGet(() -> about(turn));
        ServiceDefinition chosen = fresh.isPresent() ? null : chosen(turn).orElse(null);
        String words = fresh.orElseGet(() -> meant(turn, chosen));
        InboundContact contact = contact(turn, about, words, chosen);
        ContactOutcome outcome = turn.earlier() == null && went.isEmpty() && said.isInWordsAlone() && fresh.isEmpty()
                ? judgedOrThanked(turn, contact).orElseGet(() -> receiveContact.receive(contact))
                : receiveContact.receive(contact);
        if (outcome.equals(new ContactOutcome.Refused(ContactRefusal.REQUEST_CLOSED))) {
            // What is over is over: what they say now is a new request. It doesn't name the one before, since what is
            // public of
            // the two must not tell that one person has both.
            InboundContact anew = contact(turn, null, words, null).named(said.id() + "/new");
            return reply(
                    turn, anew.text(), receiveContact.receive(anew), turn.say().say("anew") + " ");
        }
        return reply(turn, contact.text(), outcome, "");
    }

    /** The request that this was added to before a crash kept that from being written down: it goes where it went. */
    private Optional<UUID> wentTo(Turn turn) {
        Said said = turn.said();
        return turn.earlier() == null
                ? conversations.added(turn.mark(), receiveContact.keyOfDetails(said.channel(), said.id()))
                : Optional.empty();
    }

    /**
     * The request that this goes on with; null where it begins one. What the person was just asked here comes first, then what a
     * department asked them, of whichever of their requests and however long ago.
     */
    private @Nullable UUID about(Turn turn) {
        Said said = turn.said();
        if (turn.earlier() == null
                && receiveContact.opened(said.channel(), said.id()).isPresent()) {
            return null;
        }
        Conversation before = turn.before();
        if (before != null && before.awaiting() != Awaiting.NOTHING) {
            return before.requestId();
        }
        return conversations.asked(turn.mark()).orElse(before == null ? null : before.requestId());
    }

    /** The request that holds what is said anew. */
    private @Nullable UUID corrected(Said said) {
        String id = said.corrects();
        return id == null
                ? null
                : receiveContact
                        .earlier(said.channel(), id)
                        .flatMap(earlier -> requestWith(earlier.outcome()))
                        .orElse(null);
    }

    private static Optional<UUID> requestWith(ContactOutcome outcome) {
        return switch (outcome) {
            case ContactOutcome.Filed filed -> Optional.of(filed.requestId());
            case ContactOutcome.Added added -> Optional.of(added.requestId());
            case ContactOutcome.Judged _, ContactOutcome.Refused _, ContactOutcome.Later _ -> Optional.empty();
        };
    }

    /** Other words for something said before go where that went, and the conversation stays where it is. */
    private Result correct(Turn turn, UUID request) {
        String words = turn.said().words();
        String text = turn.say().say("corrected", afresh(words, true).orElse(words));
        return switch (receiveContact.receive(contact(turn, request, text, null))) {
            case ContactOutcome.Added added ->
                turn.reply(urgently(turn, request, List.of())
                        + turn.say().say("added", added.trackingCode())
                        + turn.say().complaints(added.leftOut()));
            case ContactOutcome.Refused(ContactRefusal reason) ->
                reason == ContactRefusal.REQUEST_CLOSED
                        ? turn.reply(turn.say().say("too_late"))
                        : new Result.Taken(null);
            case ContactOutcome.Later _ -> new Result.Later();
            case ContactOutcome.Filed _, ContactOutcome.Judged _ -> new Result.Taken(null);
        };
    }

    /** What is said to a request that is over, or to none; empty where something is asked for by it. */
    private Optional<ContactOutcome> judgedOrThanked(Turn turn, InboundContact contact) {
        String words = turn.said().words();
        KnownRequest last = turn.last();
        if (contact.about() != null && (last == null || !contact.about().equals(last.requestId()))) {
            // A department awaits their answer about another request.
            return Optional.empty();
        }
        boolean over = last != null && last.isOver();
        Optional<Verdict> verdict = over ? Verdict.in(words) : Optional.empty();
        boolean wrong = verdict.filter(Verdict.WRONG::equals).isPresent();
        if (last != null && (last.isResolved() && verdict.isPresent() || last.isConfirmed() && wrong)) {
            return Optional.of(receiveContact.judge(contact.about(last.requestId()), !wrong));
        }
        if ((contact.about() == null || over) && Courtesy.isGreeting(words)) {
            return Optional.of(receiveContact.refuse(contact, ContactRefusal.GREETING));
        }
        boolean yes = verdict.filter(Verdict.RIGHT::equals).isPresent();
        return yes || contact.about() == null && Courtesy.isAll(words)
                ? Optional.of(receiveContact.refuse(contact, ContactRefusal.THANKS))
                : Optional.empty();
    }

    /**
     * A place that is shown files with the request; added to one, it stands in the words too.
     *
     * @param chosen of the services that were offered
     */
    private InboundContact contact(Turn turn, @Nullable UUID about, String words, @Nullable ServiceDefinition chosen) {
        Said said = turn.said();
        Place shown = said.place();
        String text = shown != null
                        && (about != null
                                || words.isBlank() && said.attachments().isEmpty())
                ? (words + "\n" + turn.say().say("place", written(shown))).strip()
                : words;
        return new InboundContact(
                said.channel(),
                said.id(),
                turn.territory().jurisdictionId(),
                about,
                said.from().apply(turn.language()),
                shown == null ? said.words() : said.words() + "\n" + written(shown),
                text,
                shown != null ? shown : PlaceInText.in(words).orElse(null),
                chosen == null ? null : chosen.code(),
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
     * @param text what was made of what was said
     * @param prelude what comes before the answer, if anything does
     */
    private Result reply(Turn turn, String text, ContactOutcome outcome, String prelude) {
        return switch (outcome) {
            case ContactOutcome.Filed filed -> filed(turn, text, filed, prelude);
            case ContactOutcome.Added added -> added(turn, added);
            case ContactOutcome.Judged judged -> judged(turn, judged);
            case ContactOutcome.Refused(ContactRefusal reason) ->
                switch (reason) {
                    case GREETING -> turn.reply(turn.say().say("greeted"));
                    case EMPTY, TOO_MANY, CROWDED -> turn.reply(turn.say().say("refused"));
                    default -> new Result.Taken(null);
                };
            case ContactOutcome.Later later -> new Result.Later();
        };
    }

    private Result filed(Turn turn, String text, ContactOutcome.Filed filed, String prelude) {
        // What it may be about is worked out from the first words, and offered once the place is known.
        List<ServiceDefinition> guessed = ServiceGuess.of(text, turn.territory());
        List<ServiceDefinition> offered = filed.placeWanted() ? List.of() : guessed;
        Awaiting awaiting =
                filed.placeWanted() ? Awaiting.PLACE : offered.isEmpty() ? Awaiting.NOTHING : Awaiting.SERVICE;
        remember(turn, filed.requestId(), awaiting, codes(guessed));
        String code = filed.trackingCode().toString();
        String reply = filed.placeWanted()
                ? turn.say().say("where", code)
                : turn.say().say("filed", code) + turn.say().offer(offered);
        return turn.reply(urgently(turn, filed.requestId(), guessed)
                + prelude
                + reply
                + notice(turn)
                + turn.say().complaints(filed.leftOut()));
    }

    private Result added(Turn turn, ContactOutcome.Added added) {
        Asking asking = turn.isRepeat() ? asked(turn, added.requestId()) : nextToAsk(turn);
        remember(turn, added.requestId(), asking.awaiting(), asking.options());
        String code = added.trackingCode().toString();
        String reply = switch (asking.awaiting()) {
            case PLACE -> turn.say().say("where_still", code);
            case SERVICE -> turn.say().say("added", code) + turn.say().offer(services(asking.options(), turn));
            case NOTHING -> turn.say().say("added", code) + " " + turn.say().say("other");
        };
        return turn.reply(urgently(turn, added.requestId(), services(asking.options(), turn))
                + reply
                + notice(turn)
                + turn.say().complaints(added.leftOut()));
    }

    /** The number to call comes first wherever an emergency was named, is offered, or may be meant; else nothing. */
    private String urgently(Turn turn, UUID requestId, List<ServiceDefinition> offered) {
        Territory territory = turn.territory();
        return ServiceGuess.emergency(turn.said().words(), territory)
                .or(() -> offered.stream().filter(ServiceDefinition::emergency).findFirst())
                .or(() -> receiveContact
                        .request(requestId)
                        .flatMap(request -> territory.service(request.serviceCode()))
                        .filter(ServiceDefinition::emergency))
                .flatMap(ServiceDefinition::numberToCall)
                .map(number -> turn.say().say("emergency", number) + "\n")
                .orElse("");
    }

    /** Who answers at the place that was shown or written, where it lies beyond the border. */
    private String notice(Turn turn) {
        Said said = turn.said();
        Place shown = said.place() == null ? PlaceInText.in(said.words()).orElse(null) : said.place();
        return placeNotices
                .notice(turn.territory(), null, shown, turn.language())
                .map(notice -> "\n" + notice)
                .orElse("");
    }

    private Result judged(Turn turn, ContactOutcome.Judged judged) {
        remember(turn, judged.requestId(), Awaiting.NOTHING, List.of());
        return turn.reply(turn.say().say(judged.confirmed() ? "confirmed" : "contested", judged.trackingCode()));
    }

    /** What the person is to answer next. */
    private record Asking(Awaiting awaiting, List<String> options) {

        private static final Asking NOTHING = new Asking(Awaiting.NOTHING, List.of());
    }

    private static boolean isCourtesy(Said said) {
        return said.isInWordsAlone() && (Courtesy.isAll(said.words()) || Courtesy.isGreeting(said.words()));
    }

    /** What the conversation stands at, for a message that is in it already. */
    private static Asking asked(Turn turn, UUID requestId) {
        Conversation known = turn.known();
        return known != null && requestId.equals(known.requestId())
                ? new Asking(known.awaiting(), known.options())
                : Asking.NOTHING;
    }

    private static Asking nextToAsk(Turn turn) {
        Conversation before = turn.before();
        if (before == null) {
            return Asking.NOTHING;
        }
        if (!turn.placed() || isCourtesy(turn.said())) {
            // A picture alone answers nothing that was asked, nor do thanks.
            return new Asking(before.awaiting(), before.options());
        }
        List<ServiceDefinition> offered =
                before.awaiting() == Awaiting.PLACE ? services(before.options(), turn) : List.of();
        return offered.isEmpty() ? Asking.NOTHING : new Asking(Awaiting.SERVICE, codes(offered));
    }

    /**
     * A message that is handed over again finds the conversation further on, and leaves it there. What didn't reach the person is not
     * asked: what they say next may answer a department.
     */
    private void remember(Turn turn, UUID request, Awaiting awaiting, List<String> options) {
        if (!turn.isRepeat()) {
            Asking asked = turn.reach() instanceof Reach.Never ? Asking.NOTHING : new Asking(awaiting, options);
            conversations.save(
                    turn.mark(),
                    new Conversation(
                            request,
                            asked.awaiting(),
                            asked.options(),
                            turn.silent(),
                            turn.reach() instanceof Reach.OnceTold(PayloadMark answered) ? answered : null,
                            turn.said().at()));
        }
    }

    private static List<ServiceDefinition> services(List<String> codes, Turn turn) {
        return codes.stream()
                .map(turn.territory()::service)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> codes(List<ServiceDefinition> services) {
        return services.stream().map(ServiceDefinition::code).toList();
    }

    /** What was chosen from what was offered, in words; else the words as they are. */
    private static String meant(Turn turn, @Nullable ServiceDefinition chosen) {
        return chosen == null
                ? turn.said().words()
                : turn.say().say("chosen", chosen.name().in(turn.language()));
    }

    /** The service that was chosen from what was offered. */
    private static Optional<ServiceDefinition> chosen(Turn turn) {
        Conversation before = turn.before();
        if (before == null || before.awaiting() != Awaiting.SERVICE) {
            return Optional.empty();
        }
        String words = ServiceGuess.folded(turn.said().words());
        List<String> offered = before.options();
        return IntStream.range(0, offered.size())
                .boxed()
                .flatMap(index -> turn
                        .territory()
                        .service(offered.get(index))
                        .filter(service -> names(words, Integer.toString(index + 1), service))
                        .stream())
                .findFirst();
    }

    /** By its number, by its name, or by both as they were shown; whatever politeness stands beside the number. */
    private static boolean names(String words, String number, ServiceDefinition service) {
        boolean numbered = words.equals(number)
                || BEFORE_A_NUMBER.stream().anyMatch(word -> words.equals(word + " " + number))
                || words.startsWith(number + " ") && Courtesy.isAll(words.substring(number.length()));
        return numbered
                || service.name().byLanguage().values().stream()
                        .map(ServiceGuess::folded)
                        .anyMatch(name -> words.equals(name) || words.equals(number + " " + name));
    }

    /** Where a place is asked for it may be a street's name, and where nothing goes on, a word of what is reported. */
    private Optional<String> afresh(Turn turn) {
        Conversation before = turn.before();
        boolean placeAwaited = before != null && before.awaiting() == Awaiting.PLACE;
        return afresh(turn.said().words(), placeAwaited || !goesOn(turn));
    }

    /**
     * What follows the word that begins another request.
     *
     * @param setApart whether that word must stand on its own: before a sign, on a line, or in capitals as we write it
     */
    private static Optional<String> afresh(String words, boolean setApart) {
        Matcher begins = BEGINS_ANOTHER.matcher(words.strip());
        if (!begins.matches() || !NEW.contains(ServiceGuess.folded(begins.group("word")))) {
            return Optional.empty();
        }
        String rest = begins.group("rest");
        boolean standsOut = !begins.group("between").isBlank()
                || begins.group("between").indexOf('\n') >= 0
                || isInCapitals(begins.group("word")) && !isInCapitals(rest);
        return setApart && !standsOut ? Optional.empty() : Optional.of(rest);
    }

    private static boolean isInCapitals(String text) {
        return text.equals(text.toUpperCase(Locale.ROOT));
    }
}
