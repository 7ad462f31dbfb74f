package org.relais.bench.rules;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.relais.bench.responsibility.Deciding;
import org.relais.routing.area.Areas;
import org.relais.routing.responsibility.Responsibility;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.RuleBook;
import org.relais.routing.suggestion.Learned;
import org.relais.routing.suggestion.lucene.LuceneTexts;
import org.relais.routing.territory.Territory;

/** Decisions on requests all over a large territory, one after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class RuleDecisions {

    /** Area and table. */
    static final String TABLE = "table";

    /** A plain table, read row by row. */
    static final String LINEAR = "linear";

    /** The whole decision, where past cases ended as the rules say. */
    static final String WHOLE = "whole";

    /** The whole decision, where words clearly speak for one department of each service, and rules name others. */
    static final String CONTRADICTED = "contradicted";

    /** The whole decision on requests that name no service: past cases' words decide, or triage is shown what they say. */
    static final String UNNAMED = "unnamed";

    private static final int REQUESTS = 8_192;
    private static final int CASES = 10_000;

    @Param({"100", "100000"})
    public int rules;

    @Param({TABLE, LINEAR, WHOLE, CONTRADICTED, UNNAMED})
    public String what;

    private RoutingFacts[] requests;
    private Function<RoutingFacts, Object> decision;
    private int next;

    /** The same territory and the same requests for every number of rules. */
    @Setup
    public void fill() {
        var areas = LargeTerritory.areas();
        var rows = LargeTerritory.rules(rules, 7);
        boolean whole = !what.equals(TABLE) && !what.equals(LINEAR);
        requests = whole ? LargeTerritory.requestsInWords(REQUESTS, 11) : LargeTerritory.requests(REQUESTS, 11);
        if (what.equals(UNNAMED)) {
            for (int request = 0; request < requests.length; request++) {
                requests[request] = requests[request].ofService("");
            }
        }
        decision = switch (what) {
            case TABLE -> table(areas, rows)::decide;
            case LINEAR -> linear(areas, rows);
            default -> whole(LargeTerritory.territory(areas, rows))::decide;
        };
    }

    private static RuleBook table(Areas areas, List<Rule> rows) {
        return new RuleBook(
                1, List.of("fr", "en"), LargeTerritory.services(), areas, LargeTerritory.calendar(), Map.of(), rows);
    }

    private static Function<RoutingFacts, Object> linear(Areas areas, List<Rule> rows) {
        var table = new LinearTable(rows, areas, LargeTerritory.calendar());
        return request -> {
            var rule = table.decide(request);
            return rule == null ? request : rule;
        };
    }

    private Responsibility whole(Territory territory) {
        Function<RoutingFacts, String> ended = what.equals(CONTRADICTED)
                ? request -> LargeTerritory.department(
                        Math.floorMod(request.serviceCode().hashCode(), 60))
                : request -> territory.ruleBook().decide(request) instanceof Decision.Routed routed
                        ? routed.departmentCode()
                        : "";
        return Deciding.by(
                territory,
                Learned.from(LargeTerritory.cases(CASES, 13, ended), territory.languages(), new LuceneTexts()));
    }

    @Benchmark
    public Object decide() {
        return decision.apply(requests[next++ & (requests.length - 1)]);
    }
}
