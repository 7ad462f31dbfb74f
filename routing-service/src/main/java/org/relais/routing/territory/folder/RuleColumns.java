package org.relais.routing.territory.folder;

import java.util.List;

/** The columns of {@code rules.csv}, beside a reason in each of the territory's languages. */
public final class RuleColumns {

    /** Before the code of a question. */
    static final String ANSWER = "answer.";

    static final List<String> REQUIRED = List.of("id", "department", "workingDays");

    static final List<String> OPTIONAL =
            List.of("service", "area", "channel", "requester", "words", "flags", "time", "priority", "visibility");

    private RuleColumns() {}

    /** Whether a table may do without the column: an empty cell says as much. */
    public static boolean mayBeLeftOut(String column) {
        return OPTIONAL.contains(column) || column.startsWith(ANSWER);
    }
}
