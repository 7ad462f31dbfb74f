package org.relais.bench.rules;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.RuleBook;

/** Decisions on requests all over a large territory, one after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class RuleDecisions {

    static final String OURS = "relais";
    static final String LINEAR = "linear";

    @Param({"100", "100000"})
    public int rules;

    @Param({OURS, LINEAR})
    public String table;

    private RoutingFacts[] requests;
    private RuleBook book;
    private LinearTable linear;
    private int next;

    /** The same territory and the same requests for every number of rules. */
    @Setup
    public void fill() {
        var areas = LargeTerritory.areas();
        var calendar = LargeTerritory.calendar();
        var rows = LargeTerritory.rules(rules, 7);
        requests = LargeTerritory.requests(8_192, 11);
        book = new RuleBook(1, List.of("fr", "en"), LargeTerritory.services(), areas, calendar, Map.of(), rows);
        linear = new LinearTable(rows, areas, calendar);
    }

    @Benchmark
    public Object decide() {
        var request = requests[next++ & (requests.length - 1)];
        Object decision = table.equals(OURS) ? book.decide(request) : linear.decide(request);
        return decision == null ? request : decision;
    }
}
