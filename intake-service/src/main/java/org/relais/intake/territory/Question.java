package org.relais.intake.territory;

import java.util.List;

/** A question that a service asks of the person. */
public record Question(String code, Type type, boolean required, Labels label, List<Option> options) {

    /** A possible answer. */
    public record Option(String code, Labels label) {}

    /** Kind of answer, worded as in Open311. */
    public enum Type {
        STRING,
        NUMBER,
        DATETIME,
        TEXT,
        SINGLEVALUELIST,
        MULTIVALUELIST;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public boolean hasOption(String code) {
        return options.stream().anyMatch(option -> option.code().equals(code));
    }
}
