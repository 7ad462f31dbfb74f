package org.relais.routing.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relais.routing.learning.UnchangedSince.Key;
import org.relais.routing.learning.UnchangedSince.Since;
import org.relais.routing.territory.RuleRow;

class UnchangedSinceTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(90));
    private static final String HEADER = "id,service,area,department,workingDays,reason.fr,requester,visibility\n";
    private static final String BENCH = "bench,bench|bin,,roads,5,Parce que,,\n";
    private static final Key KEY = new Key("bench", "bench");

    @Test
    void aRuleThatNeverChangedCountsFromTheFirstVersion() {
        assertThat(since(BENCH, BENCH, BENCH)).containsExactly(Map.entry(KEY, new Since(1, "roads")));
    }

    @Test
    void anExceptionBeforeItForTheServiceBeginsItAnew() {
        assertThat(since("bench-parks,bench,north,parks,5,x,,\n" + BENCH, BENCH).get(KEY))
                .isEqualTo(new Since(2, "roads"));
        assertThat(since("bin-parks,bin,north,parks,5,x,,\n" + BENCH, BENCH).get(KEY))
                .as("an exception for another service")
                .isEqualTo(new Since(1, "roads"));
        assertThat(since(BENCH + "last,,,parks,5,x,,\n", BENCH).get(KEY))
                .as("a row behind it")
                .isEqualTo(new Since(1, "roads"));
    }

    @Test
    void itsOwnConditionsAndDepartmentBeginItAnewAndNothingElseDoes() {
        assertThat(since(BENCH.replace("roads", "parks"), BENCH).get(KEY)).isEqualTo(new Since(2, "parks"));
        assertThat(since(BENCH.replace(",,roads", ",north,roads"), BENCH).get(KEY))
                .isEqualTo(new Since(2, "roads"));
        assertThat(since(BENCH.replace("|bin", ""), BENCH).get(KEY)).isEqualTo(new Since(1, "roads"));
        assertThat(since(BENCH.replace("que,,", "que,agent,"), BENCH).get(KEY)).isEqualTo(new Since(2, "roads"));
        assertThat(since(BENCH.replace("5,Parce que", "9,Car"), BENCH).get(KEY)).isEqualTo(new Since(1, "roads"));
        assertThat(since(BENCH.replace("que,,", "que,,private"), BENCH).get(KEY))
                .isEqualTo(new Since(1, "roads"));
    }

    @Test
    void whatIsGoneOrNoLongerTakesTheServiceHasNoRecord() {
        assertThat(since("other,bench,,parks,5,x,,\n", BENCH)).isEmpty();
        assertThat(since(BENCH.replace("bench|bin", "bin"), BENCH)).isEmpty();
    }

    @Test
    void aChangeThatWasTakenBackBeginsItAnewToo() {
        assertThat(since(BENCH, BENCH.replace("roads", "parks"), BENCH).get(KEY))
                .isEqualTo(new Since(3, "roads"));
    }

    @Test
    void versionsFromBeforeTheDecisionsAreNotLookedAt() {
        List<UnchangedSince.Version> versions = List.of(
                new UnchangedSince.Version(2, NOW.minus(Duration.ofDays(100)), HEADER + BENCH),
                new UnchangedSince.Version(1, NOW.minus(Duration.ofDays(200)), HEADER + BENCH));

        assertThat(UnchangedSince.since(
                        versions.iterator(), UnchangedSinceTest::rows, Set.of(KEY), NOW.minus(Duration.ofDays(90))))
                .containsExactly(Map.entry(KEY, new Since(2, "roads")));
    }

    /** Each rule with the rows up to it would be some hundreds of millions of them. */
    @Test
    void aTableOfVeryManyRowsOfAServiceTakesNoMoreThanItsRows() {
        int many = 30_000;
        Set<Key> keys = IntStream.range(0, many)
                .mapToObj(number -> new Key("r" + number, "bench"))
                .collect(Collectors.toUnmodifiableSet());
        String older = areas(many, "north");
        String newer = older.replace("r20000,bench,north", "r20000,bench,south");

        Map<Key, Since> since = assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> UnchangedSince.since(versions(newer, older), UnchangedSinceTest::rows, keys, LONG_AGO));

        assertThat(since).hasSize(many);
        assertThat(since.get(new Key("r19999", "bench"))).isEqualTo(new Since(1, "roads"));
        assertThat(since.get(new Key("r20000", "bench"))).isEqualTo(new Since(2, "roads"));
        assertThat(since.get(new Key("r29999", "bench"))).isEqualTo(new Since(2, "roads"));
    }

    private static String areas(int many, String first) {
        return IntStream.range(0, many)
                .mapToObj(number -> "r" + number + ",bench," + first + number + ",roads,5,x,,\n")
                .collect(Collectors.joining());
    }

    private static Map<Key, Since> since(String... newestFirst) {
        return UnchangedSince.since(versions(newestFirst), UnchangedSinceTest::rows, Set.of(KEY), LONG_AGO);
    }

    private static Iterator<UnchangedSince.Version> versions(String... newestFirst) {
        return IntStream.range(0, newestFirst.length)
                .mapToObj(at -> new UnchangedSince.Version(
                        newestFirst.length - at, NOW.minus(Duration.ofDays(at)), HEADER + newestFirst[at]))
                .iterator();
    }

    private static List<RuleRow> rows(String table) {
        List<String> header = Arrays.asList(HEADER.strip().split(","));
        return table.lines()
                .skip(1)
                .map(line -> {
                    String[] cells = line.split(",", -1);
                    Map<String, String> row = new HashMap<>();
                    for (int column = 0; column < cells.length; column++) {
                        row.put(header.get(column), cells[column]);
                    }
                    return new RuleRow(row);
                })
                .toList();
    }
}
