package org.relais.routing.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is responsible for a request, and why; or why a person has to decide. */
public sealed interface Decision {

    /** Reason code where a rule named the department. */
    String BY_RULE = "rule_matched";

    /** Reason code where no rule did, but the request's words. */
    String BY_WORDS = "words_suggest";

    /** Among the facts, where what is on trial decided in place of what is in force: the experiment's id. */
    String EXPERIMENT = "experiment";

    /** The reason in plain words, by language tag. */
    Map<String, String> reason();

    /** The facts the decision used, by name: service, area, channel, answer.&lt;code&gt; … */
    Map<String, String> facts();

    /** Of each other department the first rule that matched too but stands later in the table, the nearest ones first. */
    List<RunnerUp> runnersUp();

    /** Version of the territory that decided; 0 where there is none. */
    long territoryVersion();

    /** Id of the area the place lies in, if any. */
    @Nullable
    String areaId();

    /** Whether anyone may look at the request; where no rule decides, private if one might have made it so. */
    Visibility visibility();

    /** Whether a rule named the department. */
    default boolean isByRule() {
        return this instanceof Routed routed && !routed.ruleId().isEmpty();
    }

    /** The same with further facts. */
    Decision with(Map<String, String> more);

    /**
     * A department is named.
     *
     * @param ruleId rule that did; empty where the request's words did
     * @param ruleRow that rule's {@linkplain Rule#fingerprint fingerprint}; null where the request's words did
     * @param workingDays working days the rule gives the department
     * @param expectedAt when those end by the territory's calendar
     */
    record Routed(
            String departmentCode,
            String ruleId,
            @Nullable UUID ruleRow,
            long territoryVersion,
            Map<String, String> reason,
            Map<String, String> facts,
            List<RunnerUp> runnersUp,
            @Nullable String areaId,
            int workingDays,
            Instant expectedAt,
            Priority priority,
            Visibility visibility)
            implements Decision {

        public Routed {
            reason = Map.copyOf(reason);
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
            runnersUp = List.copyOf(runnersUp);
        }

        /** {@link #BY_RULE} or {@link #BY_WORDS}. */
        public String reasonCode() {
            return ruleId.isEmpty() ? BY_WORDS : BY_RULE;
        }

        /**
         * Instead of the rule a person decides, who is shown it first.
         *
         * @param undecided what the request is taken for where no rule decides
         */
        public Deferred deferred(DeferralReason why, Collection<String> languages, Visibility undecided) {
            List<RunnerUp> rules = new ArrayList<>(List.of(new RunnerUp(ruleId, departmentCode)));
            rules.addAll(runnersUp);
            return new Deferred(
                    why,
                    territoryVersion,
                    DeferralTexts.of(why, languages),
                    facts,
                    rules,
                    areaId,
                    visibility == Visibility.PRIVATE ? visibility : undecided);
        }

        @Override
        public Routed with(Map<String, String> more) {
            return new Routed(
                    departmentCode,
                    ruleId,
                    ruleRow,
                    territoryVersion,
                    reason,
                    both(facts, more),
                    runnersUp,
                    areaId,
                    workingDays,
                    expectedAt,
                    priority,
                    visibility);
        }
    }

    /** No rule decides. */
    record Deferred(
            DeferralReason why,
            long territoryVersion,
            Map<String, String> reason,
            Map<String, String> facts,
            List<RunnerUp> runnersUp,
            @Nullable String areaId,
            Visibility visibility)
            implements Decision {

        public Deferred {
            reason = Map.copyOf(reason);
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
            runnersUp = List.copyOf(runnersUp);
        }

        /** No rules are known there. */
        public static Deferred territoryUnknown(String jurisdictionId) {
            return new Deferred(
                    DeferralReason.TERRITORY_UNKNOWN,
                    0,
                    DeferralTexts.of(DeferralReason.TERRITORY_UNKNOWN, DeferralTexts.LANGUAGES),
                    Map.of("territory", jurisdictionId),
                    List.of(),
                    null,
                    Visibility.PUBLIC);
        }

        /** Machine-readable, for example {@code no_rule_matches}. */
        public String reasonCode() {
            return why.code();
        }

        /** For another reason. */
        public Deferred because(DeferralReason other, Collection<String> languages) {
            return new Deferred(
                    other, territoryVersion, DeferralTexts.of(other, languages), facts, runnersUp, areaId, visibility);
        }

        /** The same, kept from the public. */
        public Deferred kept() {
            return new Deferred(why, territoryVersion, reason, facts, runnersUp, areaId, Visibility.PRIVATE);
        }

        /** The same in other words, by language tag. */
        public Deferred saying(Map<String, String> words) {
            return new Deferred(why, territoryVersion, words, facts, runnersUp, areaId, visibility);
        }

        @Override
        public Deferred with(Map<String, String> more) {
            return new Deferred(why, territoryVersion, reason, both(facts, more), runnersUp, areaId, visibility);
        }
    }

    private static Map<String, String> both(Map<String, String> facts, Map<String, String> more) {
        Map<String, String> both = new LinkedHashMap<>(facts);
        both.putAll(more);
        return both;
    }
}
