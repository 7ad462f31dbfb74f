package org.relais.routing.rules;

import java.util.Arrays;
import java.util.List;

/** Which rows of a table stand behind one that matches all they match, so that they are never reached. */
public final class RuleCoverage {

    private RuleCoverage() {}

    /** For each row the first earlier row that covers it alone; -1 where there is none. */
    public static int[] coveringRows(List<Rule> rules) {
        RuleTable table = new RuleTable(rules);
        int[] covering = new int[rules.size()];
        Arrays.setAll(covering, row -> table.coveringBefore(row, rules.get(row)));
        return covering;
    }
}
