package org.relais.routing.territory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A territory's files, for those who change them: read as they stand, checked closely, and put in force. */
public interface TerritoryEditions {

    /** The name of the file that holds the rules. */
    String RULES = "rules.csv";

    /** The name of the file that says who the territory is. */
    String SETTINGS = "territory.yaml";

    /** The files of the version in force, by name. */
    Optional<Edition> inForce(String jurisdictionId);

    Optional<Edition> edition(String jurisdictionId, long version);

    /** Reads files as if they were published as a version; nothing is stored. */
    Reading read(Map<String, String> files, long version, Locale language);

    /**
     * Puts files in force, if the version they were made from still is.
     *
     * @param by who does it
     * @param note what for
     */
    Result publish(String jurisdictionId, Map<String, String> files, long basedOn, String by, String note);

    /**
     * Puts the version in force once more with one number changed: the confidence from which words decide where no rule does.
     *
     * @param routeAt above 0 and up to 1, with two digits
     */
    Result publishThreshold(String jurisdictionId, BigDecimal routeAt, String by, String note);

    /** Puts the content of an earlier version in force again. */
    Result rollBack(String jurisdictionId, long version, String by);

    /** By department that a version lacks, and the one in force has, how many open cases it has, if any. */
    Map<String, Long> leftBy(String jurisdictionId, long version);

    /** By department that the territory no longer has how many open cases it has, if any. */
    Map<String, Long> left(String jurisdictionId);

    /**
     * The text of a table of rules with one row more, and with the columns that the row needs and the table did without.
     *
     * @param before id of the row it goes before; the last one where there is none of that id
     * @return empty where the table can't be read or lacks a column that every table has
     */
    Optional<String> withRule(String rules, String before, Map<String, String> cells);

    /** The rows that two tables of rules differ in, as the second one has them, then those it no longer has. */
    List<ChangedRow> compare(String before, String after);

    /**
     * Some rows of a table of rules, as they are written.
     *
     * @param service only rows that can take its requests; empty for all
     * @param from how many rows to pass over
     */
    Rows rows(String rules, String service, int from, int limit);

    /** As {@link #withRule}, in the place of the row of that id; empty where there is none too. */
    Optional<String> withRuleInPlaceOf(String rules, String replaced, Map<String, String> cells);

    /** The rows of a table below its header; none where it can't be read. */
    List<RuleRow> rows(String rules);

    /** The table of rules of a version, without its other files. */
    Optional<String> rules(String jurisdictionId, long version);

    /** The versions put in force after one, the oldest first. */
    List<Act> after(String jurisdictionId, long version);

    /** Who put which version in force, the newest first. */
    List<Act> history(String jurisdictionId, int limit);

    record Edition(long version, Map<String, String> files) {
        public Edition {
            files = Map.copyOf(files);
        }
    }

    /** @param territory empty where a remark is an error */
    record Reading(Optional<Territory> territory, List<Remark> remarks) {
        public Reading {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * @param origin {@code folder}, {@code draft} or {@code rollback}
     * @param restores the version gone back to, or, for a folder, the one whose rules were kept; 0 for none
     */
    record Act(long version, String origin, long restores, String by, String note, Instant at) {}

    /** What became of a row. */
    enum Change {
        ADDED,
        CHANGED,
        /** Its cells are the same; another row stands above it than before. */
        MOVED,
        REMOVED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record ChangedRow(String ruleId, Change change) {}

    /** @param total how many rows there are to be shown */
    record Rows(List<String> columns, List<Row> rows, int total) {
        public Rows {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** @param line where it begins, counted from 1, as remarks name it */
    record Row(int line, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** What publishing came to. */
    sealed interface Result {

        record Published(long version) implements Result {}

        /** The content is that of the version in force. */
        record Unchanged(long version) implements Result {}

        /** Another version was put in force meanwhile. */
        record Stale(long versionInForce) implements Result {}

        record Refused(List<Remark> remarks) implements Result {
            public Refused {
                remarks = List.copyOf(remarks);
            }
        }

        record NoSuchVersion() implements Result {}
    }
}
