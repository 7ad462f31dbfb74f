package org.relais.intake.action;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Answer;
import org.relais.intake.filing.Place;

/** What a citizen does with a filed request. */
public sealed interface CitizenAction {

    /** What they say with it, if anything. */
    @Nullable
    String words();

    /** The pictures that came with it. */
    default List<UUID> attachments() {
        return List.of();
    }

    /** The same action with other words. */
    CitizenAction withWords(UnaryOperator<String> change);

    /**
     * @param questionId the department's question this answers, if it answers one
     * @param serviceCode service that they now say it is about, having named none; null where they don't
     * @param place where they now say it is: coordinates, and an address only as the gazetteer has it, since their own words stand in
     *     the text; null where they don't
     */
    record AddDetails(
            @Nullable String words,
            List<Answer> answers,
            List<UUID> attachments,
            @Nullable String questionId,
            @Nullable String serviceCode,
            @Nullable Place place)
            implements CitizenAction {

        /** Where they say neither what it is about nor where it is. */
        public AddDetails(
                @Nullable String words, List<Answer> answers, List<UUID> attachments, @Nullable String questionId) {
            this(words, answers, attachments, questionId, null, null);
        }

        public AddDetails {
            answers = List.copyOf(answers);
            attachments = List.copyOf(attachments);
        }

        @Override
        public AddDetails withWords(UnaryOperator<String> change) {
            return new AddDetails(changed(words, change), answers, attachments, questionId, serviceCode, place);
        }

        AddDetails withAnswers(List<Answer> others) {
            return new AddDetails(words, others, attachments, questionId, serviceCode, place);
        }

        @Override
        public String toString() {
            return "AddDetails[]";
        }
    }

    record Withdraw(@Nullable String words) implements CitizenAction {

        @Override
        public Withdraw withWords(UnaryOperator<String> change) {
            return new Withdraw(changed(words, change));
        }

        @Override
        public String toString() {
            return "Withdraw[]";
        }
    }

    /** @param satisfaction 1 (bad) to 5 (good) */
    record Confirm(@Nullable Integer satisfaction, @Nullable String words) implements CitizenAction {

        @Override
        public Confirm withWords(UnaryOperator<String> change) {
            return new Confirm(satisfaction, changed(words, change));
        }

        @Override
        public String toString() {
            return "Confirm[]";
        }
    }

    record Contest(String words) implements CitizenAction {

        @Override
        public Contest withWords(UnaryOperator<String> change) {
            return new Contest(change.apply(words));
        }

        @Override
        public String toString() {
            return "Contest[]";
        }
    }

    /** Another person says that it concerns them too. */
    record Join(
            String language, boolean contactable, @Nullable String words) implements CitizenAction {

        @Override
        public Join withWords(UnaryOperator<String> change) {
            return new Join(language, contactable, changed(words, change));
        }

        @Override
        public String toString() {
            return "Join[]";
        }
    }

    private static @Nullable String changed(@Nullable String words, UnaryOperator<String> change) {
        return words == null ? null : change.apply(words);
    }
}
