package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.relais.routing.cases.CaseCommand.Sender;

/** Whatever people do in whatever order: these hold. */
class CaseHistoryPropertyTest {

    private static final List<String> CODES = List.copyOf(ACase.DEPARTMENTS);

    @Property(tries = 2_000)
    void versionsHaveNoGapsAndTheEndIsTheEnd(@ForAll @Size(max = 40) List<@IntRange(max = 9_999) Integer> moves) {
        for (Move move : play(moves)) {
            if (move.effect() instanceof Effect.Applied applied) {
                if (move.before().state() instanceof CaseState.Closed ended) {
                    assertThat(types(applied))
                            .as("words are heard, who confirmed may think again, and others may agree")
                            .containsAnyOf("InformationReceived", "CaseContested", "CaseConfirmed");
                    assertThat(types(applied).contains("CaseContested") && ended instanceof CaseState.Withdrawn)
                            .isFalse();
                    if (types(applied).contains("CaseConfirmed")) {
                        assertThat(applied.after().state()).as("agreed to").isEqualTo(ended);
                    }
                }
                long version = move.before().version();
                for (Effect.Step step : applied.steps()) {
                    version += step.event().isOfTheCasesLife() ? 1 : 0;
                    assertThat(step.after().version()).isEqualTo(version);
                }
            }
        }
    }

    @Property(tries = 2_000)
    void noCaseGoesRoundInALoop(@ForAll @Size(max = 40) List<@IntRange(max = 9_999) Integer> moves) {
        for (Move move : play(moves)) {
            Case before = move.before();
            for (Effect.Step step : steps(move)) {
                switch (step.event()) {
                    case CaseEvent.ServiceRequestRouted routed
                    when routed.cause() == CaseEvent.Cause.DECLINED ->
                        assertThat(before.journey().gaveAway()).doesNotContain(routed.department());
                    case CaseEvent.CaseTransferred transferred ->
                        assertThat(before.journey().gaveAway()).doesNotContain(transferred.department());
                    default -> {}
                }
                assertThat(step.after().journey().hops()).isBetween(0, CaseLifecycle.MOST_HOPS);
                before = step.after();
            }
        }
    }

    @Property(tries = 2_000)
    void theDateOnceGivenIsKept(@ForAll @Size(max = 40) List<@IntRange(max = 9_999) Integer> moves) {
        for (Move move : play(moves)) {
            Instant given = move.before().journey().expectedAt();
            if (given != null) {
                assertThat(steps(move))
                        .allSatisfy(step ->
                                assertThat(step.after().journey().expectedAt()).isEqualTo(given));
            }
        }
    }

    @Property(tries = 2_000)
    void aHeldCaseHasADepartmentAndOneInTriageHasNone(
            @ForAll @Size(max = 40) List<@IntRange(max = 9_999) Integer> moves) {
        for (Move move : play(moves)) {
            Case before = move.before();
            for (Effect.Step step : steps(move)) {
                switch (step.after().state()) {
                    case CaseState.Held held -> assertThat(ACase.DEPARTMENTS).contains(held.department());
                    case CaseState.Resolved resolved ->
                        assertThat(resolved.department()).isEqualTo(before.department());
                    case CaseState.AwaitingTriage triage ->
                        assertThat(triage.department()).isNull();
                    case CaseState.InParts whole ->
                        assertThat(whole.department()).isNull();
                    case CaseState.Closed _ -> {}
                }
                before = step.after();
            }
        }
    }

    private record Move(Case before, Effect effect) {}

    private static List<String> types(Effect.Applied applied) {
        return applied.steps().stream().map(step -> step.event().type()).toList();
    }

    private static List<Effect.Step> steps(Move move) {
        return move.effect() instanceof Effect.Applied applied ? applied.steps() : List.of();
    }

    private static List<Move> play(List<Integer> moves) {
        List<Move> played = new ArrayList<>();
        Case current = moves.size() % 2 == 0 ? ACase.inTriage() : ACase.routedTo("voirie", "proprete", "eau");
        for (int seed : moves) {
            Effect effect = CaseLifecycle.decide(current, command(current, new Random(seed)), ACase.DEPARTMENTS);
            played.add(new Move(current, effect));
            current = effect instanceof Effect.Applied applied ? applied.after() : current;
        }
        return played;
    }

    private static CaseCommand command(Case current, Random random) {
        String some = CODES.get(random.nextInt(CODES.size()));
        String holder = current.department();
        Sender sender = new Sender(
                holder == null || random.nextInt(10) == 0 ? some : holder,
                random.nextInt(5) == 0 ? (Long) (long) random.nextInt(10) : null);
        return switch (random.nextInt(13)) {
            case 0 ->
                random.nextBoolean()
                        ? ACase.detailsRuled(some, random.nextBoolean())
                        : new CaseCommand.AddDetails("e", null, Words.of("mot"), List.of(), List.of());
            case 1 -> new CaseCommand.Join("e", Words.NONE);
            case 2 ->
                random.nextInt(4) == 0
                        ? new CaseCommand.Withdraw("e", Words.NONE)
                        : new CaseCommand.Contest("e", 0, Words.of("non"));
            case 3 ->
                random.nextInt(3) == 0 ? new CaseCommand.Confirm(0) : new CaseCommand.Contest("e", 0, Words.of("non"));
            case 4 -> new CaseCommand.Acknowledge(sender, Words.NONE);
            case 5 -> new CaseCommand.Ask(sender, new Question(new UUID(0, random.nextInt(3)), Words.of("où ?")));
            case 6 -> new CaseCommand.ReportProgress(sender, Words.of("en cours"));
            case 7, 8 -> new CaseCommand.Decline(sender, Words.of("non"), random.nextBoolean() ? some : null);
            case 9 -> new CaseCommand.Transfer(sender, some, Words.of("à vous"));
            case 10 -> new CaseCommand.Resolve(sender, ACase.FIXED);
            case 11 -> random.nextInt(4) == 0 ? ACase.splitBy(holder) : new CaseCommand.Acknowledge(sender, Words.NONE);
            default -> inTriage(some, random);
        };
    }

    private static CaseCommand inTriage(String some, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> ACase.splitInTriage();
            case 1, 2 -> ACase.endedInTriage();
            default -> new CaseCommand.Assign(some, Words.NONE, Instant.ofEpochSecond(random.nextInt(1_000)));
        };
    }
}
