package org.relais.routing.cases.web;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.TolerantBody;

/** Bodies of the departments' verbs. They hold people's words: never printed. */
final class Verbs {

    private Verbs() {}

    record Acknowledge(
            @Nullable String message,
            @Nullable Long expectedVersion,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
        static final Acknowledge PLAIN = new Acknowledge(null, null, null);

        @Override
        public String toString() {
            return "Acknowledge";
        }
    }

    record Ask(
            @Nullable String question,
            @Nullable Long expectedVersion,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
        @Override
        public String toString() {
            return "Ask";
        }
    }

    record Progress(
            @Nullable String message,
            @Nullable Long expectedVersion,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
        @Override
        public String toString() {
            return "Progress";
        }
    }

    record Decline(
            @Nullable String reason,
            @Nullable String proposedDepartment,
            @Nullable Long expectedVersion,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
        @Override
        public String toString() {
            return "Decline";
        }
    }

    record Transfer(
            @Nullable String toDepartment,
            @Nullable String reason,
            @Nullable Long expectedVersion,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
        @Override
        public String toString() {
            return "Transfer";
        }
    }

    /** @param into id of another case of the department's, about the same matter */
    record Merge(
            @Nullable UUID into,
            @Nullable Long expectedVersion,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
        @Override
        public String toString() {
            return "Merge[into=" + into + "]";
        }
    }

    /** @param parts two to five */
    record Split(
            @Nullable List<@Nullable NewPart> parts,
            @Nullable Long expectedVersion,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
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
            @Nullable Long expectedVersion,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
        /** Whether one is named, be it known or not. */
        boolean namesAnOutcome() {
            return outcome != null && !outcome.isBlank();
        }

        @Override
        public String toString() {
            return "Resolve";
        }
    }
}
