package org.relais.e2e.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.Department;
import org.relais.e2e.client.KafkaReader;
import org.relais.e2e.client.Mailbox;
import org.relais.e2e.client.Reply;
import org.relais.e2e.guarantee.EveryAcknowledgedRequestReachesOneDepartment;
import org.relais.e2e.guarantee.Guarantee;
import org.relais.e2e.guarantee.History;
import org.relais.e2e.guarantee.History.Filed;
import org.relais.e2e.guarantee.History.Mail;
import org.relais.e2e.guarantee.NoContactDetailOnKafka;
import org.relais.e2e.guarantee.NobodyIsNotifiedTwice;
import org.relais.e2e.guarantee.OrderPerRequestIsKept;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.e2e.system.SystemUnderTest.Part;

/**
 * Citizens file, each trying again with the same key until acknowledged, and a department answers some of them, while a schedule
 * kills what carries them; they go on until the last part is back, so that no kill meets an idle platform. Afterwards every guarantee is held against what the run left behind.
 */
public final class FilingUnderFaults {

    /** How the run came out: what each guarantee looked at, and every breach. */
    public record Outcome(List<String> witnesses, List<String> breaches) {}

    private static final int AT_ONCE = 32;
    private static final int ONE_IN_LEAVES_AN_ADDRESS = 10;
    private static final int ONE_IN_IS_ANSWERED = 40;
    /** Of the receipt, and of who is responsible. */
    private static final int OWED = 2;

    /** Of the department's three answers too. */
    private static final int OWED_WHEN_ANSWERED = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What no retry mends; a case that isn't there yet (404), or a reply that is still being made (409), is tried again. */
    private static final Set<Integer> REFUSED_FOR_GOOD = Set.of(400, 401, 403, 422);

    private final List<Guarantee> guarantees;
    private final SystemUnderTest system;
    private final FaultSchedule schedule;
    private final int requests;
    private final double perSecond;
    private final ConcurrentLinkedQueue<Filed> filed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> owed = new ConcurrentHashMap<>();

    /** @param requests how many are filed at the least */
    public FilingUnderFaults(SystemUnderTest system, FaultSchedule schedule, int requests, double perSecond) {
        guarantees = List.of(
                new EveryAcknowledgedRequestReachesOneDepartment(),
                new OrderPerRequestIsKept(),
                new NobodyIsNotifiedTwice(schedule.kills(Part.NOTIFICATION)));
        this.system = system;
        this.schedule = schedule;
        this.requests = requests;
        this.perSecond = perSecond;
    }

    public Outcome run() {
        int begun = fileUntil(carryOutSchedule());
        var end = System.nanoTime() + PATIENCE.toNanos();
        var outcome = look(begun);
        while (!outcome.breaches().isEmpty() && System.nanoTime() < end) {
            Pause.REAL.of(Duration.ofSeconds(2));
            outcome = look(begun);
        }
        return outcome;
    }

    private Thread carryOutSchedule() {
        return Thread.ofVirtual().start(() -> {
            try {
                schedule.carryOut(system, Pause.REAL);
            } catch (RuntimeException failure) {
                failures.add("the schedule was not carried out: " + failure);
            }
        });
    }

    /** How many were begun. */
    private int fileUntil(Thread faults) {
        var begun = 0;
        var places = new Semaphore(AT_ONCE);
        var start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < requests || faults.isAlive(); n++) {
                var due = start + (long) (n * 1e9 / perSecond);
                Pause.REAL.of(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                places.acquireUninterruptibly();
                var number = n;
                begun++;
                threads.submit(() -> {
                    try {
                        fileOne(number);
                    } catch (RuntimeException failure) {
                        failures.add("request " + number + " of the run: " + failure.getMessage());
                    } finally {
                        places.release();
                    }
                });
            }
        }
        return begun;
    }

    private void fileOne(int n) {
        var intakes = system.intakes();
        var leavesAnAddress = n % ONE_IN_LEAVES_AN_ADDRESS == 0;
        var isAnswered = n % ONE_IN_IS_ANSWERED == 0;
        var body = leavesAnAddress ? personal(n) : anonymous();
        var reply = untilAnswered(attempt -> new Citizen(intakes.get((n + attempt) % intakes.size()))
                .file(body, "schedule-" + schedule.seed() + "-" + n));
        var id = reply.text("/id");
        filed.add(new Filed(id));
        if (leavesAnAddress) {
            owed.put(id, isAnswered ? OWED_WHEN_ANSWERED : OWED);
        }
        if (isAnswered) {
            answer(id);
        }
    }

    private void answer(String caseId) {
        var voirie = new Department(system, "voirie");
        var verbs = List.of(
                Map.entry("acknowledge", Map.<String, Object>of("message", "Nous passons voir.")),
                Map.entry(
                        "progress",
                        Map.<String, Object>of("message", "L'équipe est en route. Vu avec " + address(0) + ".")),
                Map.entry("resolve", Map.<String, Object>of("outcome", "fixed", "message", "Rebouché.")));
        for (var verb : verbs) {
            untilAnswered(_ -> voirie.act(caseId, verb.getKey(), verb.getValue(), caseId + "-" + verb.getKey()));
        }
    }

    /** A call of the n-th attempt, counted from 0. */
    @FunctionalInterface
    private interface Attempt {
        Reply call(int attempt);
    }

    /** Tries until it succeeds, as a person or a program with a key does; gives up after the patience. */
    private static Reply untilAnswered(Attempt call) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 0; ; attempt++) {
            var number = attempt;
            var failure = "";
            try {
                var reply = call.call(number);
                if (reply.succeeded()) {
                    return reply;
                }
                failure = reply.status() + " " + reply.body();
                if (REFUSED_FOR_GOOD.contains(reply.status())) {
                    throw new IllegalStateException("refused: " + failure);
                }
            } catch (UncheckedIOException e) {
                failure = e.getMessage();
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not answered with success in " + PATIENCE + ": " + failure);
            }
            Pause.REAL.of(Duration.ofMillis(100));
        }
    }

    private Outcome look(int begun) {
        var kafka = new KafkaReader(system);
        var history = new History(List.copyOf(filed), kafka.everything(), mails(), kafka.departments());
        var witnesses = new ArrayList<String>();
        var breaches = new ArrayList<String>();
        witnesses.add("%,d requests filed while %d kills were carried out"
                .formatted(filed.size(), schedule.faults().size()));
        if (filed.size() != begun) {
            breaches.add("%d of %d requests were never acknowledged".formatted(begun - filed.size(), begun));
        }
        for (Guarantee guarantee : guarantees) {
            witnesses.add(guarantee.getClass().getSimpleName() + ": " + guarantee.witness(history));
            breaches.addAll(guarantee.breaches(history));
        }
        breaches.addAll(failures);
        breaches.addAll(untold(history));
        // All segments and logs are read for it, which would hold up the rest while that is still on its way.
        if (breaches.isEmpty()) {
            searchContactDetails(witnesses, breaches);
        }
        return new Outcome(witnesses, breaches);
    }

    private void searchContactDetails(List<String> witnesses, List<String> breaches) {
        var contact = new NoContactDetailOnKafka(List.of("zephyrine.canari-", "Zéphyrine Canari-"));
        try {
            var evidence = system.evidence();
            witnesses.add("NoContactDetailOnKafka: " + contact.witness(evidence));
            breaches.addAll(contact.breaches(evidence));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everyone who left an address is told of all that happened to their request. */
    private List<String> untold(History history) {
        Map<String, Set<String>> told = new HashMap<>();
        for (var record : history.published()) {
            if (record.type().equals("NotificationSent")) {
                told.computeIfAbsent(record.requestId(), _ -> new HashSet<>()).add(record.cause());
            }
        }
        return owed.entrySet().stream()
                .filter(due -> told.getOrDefault(due.getKey(), Set.of()).size() != due.getValue())
                .map(due -> "request %s: %d messages are owed and %d were sent"
                        .formatted(
                                due.getKey(),
                                due.getValue(),
                                told.getOrDefault(due.getKey(), Set.of()).size()))
                .toList();
    }

    private List<Mail> mails() {
        var mails = new ArrayList<Mail>();
        for (int box = 0; box < Math.min(20, requests); box++) {
            mails.addAll(new Mailbox(system, address(box * ONE_IN_LEAVES_AN_ADDRESS)).mails());
        }
        return mails;
    }

    private static String canaryName(int n) {
        return "Zéphyrine Canari-" + n;
    }

    private static String address(int n) {
        return "zephyrine.canari-%d@exemple.invalid".formatted(n / ONE_IN_LEAVES_AN_ADDRESS % 20);
    }

    private static Map<String, Object> personal(int n) {
        var request = Citizen.aPothole(canaryName(n), address(n));
        request.compute("description", (_, text) -> text + " " + canaryName(n) + ", " + address(n));
        return request;
    }

    private static Map<String, Object> anonymous() {
        var request = Citizen.aPothole("nobody@exemple.invalid");
        request.remove("requester");
        return request;
    }
}
