package org.relais.routing.cases.web;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of the departments' verbs. They hold people's words: never printed. */
final class Verbs {

    private Verbs() {}

    record Acknowledge(@Nullable String message, @Nullable Long expectedVersion) {
        static final Acknowledge PLAIN = new Acknowledge(null, null);

        @Override
        public String toString() {
            return "Acknowledge";
        }
    }

    record Ask(@Nullable String question, @Nullable Long expectedVersion) {
        @Override
        public String toString() {
            return "Ask";
        }
    }

    record Progress(@Nullable String message, @Nullable Long expectedVersion) {
        @Override
        public String toString() {
            return "Progress";
        }
    }

    record Decline(
            @Nullable String reason,
            @Nullable String proposedDepartment,
            @Nullable Long expectedVersion) {
        @Override
        public String toString() {
            return "Decline";
        }
    }

    record Transfer(
            @Nullable String toDepartment,
            @Nullable String reason,
            @Nullable Long expectedVersion) {
        @Override
        public String toString() {
            return "Transfer";
        }
    }

    /** @param into id of another case of the department's, about the same matter */
    record Merge(@Nullable UUID into, @Nullable Long expectedVersion) {}

    /** @param parts two to five */
    record Split(
            @Nullable List<@Nullable NewPart> parts,
            @Nullable Long expectedVersion) {
        @Override
        public String toString() {
            return "Split";
        }
    }

    /**
     * @param department code of the department to have it
     * @param work what is to be done; the requester reads it
     */
    record NewPart(@Nullable String department, @Nullable String work) {
        static final NewPart BLANK = new NewPart(null, null);

        @Override
        public String toString() {
            return "NewPart[department=" + department + "]";
        }
    }

    /** @param outcome fixed, already_fixed, planned, not_ours, not_possible, solved_by_others or nothing_to_do */
    record Resolve(
            @Nullable String outcome,
            @Nullable String message,
            @Nullable LocalDate plannedFor,
            @Nullable String responsible,
            @Nullable Long expectedVersion) {
        @Override
        public String toString() {
            return "Resolve";
        }
    }
}
