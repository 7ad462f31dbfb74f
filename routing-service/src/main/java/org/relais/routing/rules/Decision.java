package org.relais.routing.rules;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is responsible for a request, and why; or why a person has to decide. */
public sealed interface Decision {

    /** The reason in plain words, by language tag. */
    Map<String, String> reason();

    /** The facts the decision used, by name: service, area, channel, answer.&lt;code&gt; … */
    Map<String, String> facts();

    /** Rules that matched too but stand later in the table, the nearest ones first. */
    List<RunnerUp> runnersUp();

    /** Version of the territory that decided; 0 where there is none. */
    long territoryVersion();

    /** Id of the area the place lies in, if any. */
    @Nullable
    String areaId();

    /**
     * A rule named a department.
     *
     * @param workingDays working days the rule gives the department
     * @param expectedAt when those end by the territory's calendar
     */
    record Routed(
            String departmentCode,
            String ruleId,
            long territoryVersion,
            Map<String, String> reason,
            Map<String, String> facts,
            List<RunnerUp> runnersUp,
            @Nullable String areaId,
            int workingDays,
            Instant expectedAt,
            Priority priority)
            implements Decision {

        public Routed {
            reason = Map.copyOf(reason);
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
            runnersUp = List.copyOf(runnersUp);
        }
    }

    /** No rule decides. */
    record Deferred(
            DeferralReason why,
            long territoryVersion,
            Map<String, String> reason,
            Map<String, String> facts,
            List<RunnerUp> runnersUp,
            @Nullable String areaId)
            implements Decision {

        public Deferred {
            reason = Map.copyOf(reason);
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
            runnersUp = List.copyOf(runnersUp);
        }

        /** Machine-readable, for example {@code no_rule_matches}. */
        public String reasonCode() {
            return why.code();
        }
    }
}
