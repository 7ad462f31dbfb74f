package org.relais.routing.territory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people can ask for.
 *
 * @param name by language, like description, group and keywords
 * @param emergencyNumber number to call instead of filing; only where {@code emergency}
 * @param place what a request says of where it is
 * @param isPrivate whether requests concern the person who files them alone: the public sees that there is one, and nothing of it
 */
public record Service(
        String code,
        Map<String, String> name,
        Map<String, String> description,
        Map<String, String> group,
        Map<String, List<String>> keywords,
        boolean emergency,
        @Nullable String emergencyNumber,
        PlaceDemand place,
        boolean isPrivate,
        List<Question> questions) {

    public Service {
        name = Map.copyOf(name);
        description = Map.copyOf(description);
        group = Map.copyOf(group);
        keywords = keywords.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, words -> List.copyOf(words.getValue())));
        questions = List.copyOf(questions);
    }

    public Optional<Question> question(String code) {
        return questions.stream()
                .filter(question -> question.code().equals(code))
                .findFirst();
    }

    /** Whether a request for it names a place. */
    public enum PlaceDemand {
        /** Coordinates or an address; routing says what happens to a place outside. */
        REQUIRED,
        /** As {@link #REQUIRED}, and coordinates lie inside the territory. */
        INSIDE,
        /** It may be missing. */
        NONE
    }

    /** A question that belongs to a service; {@code options} where its type is a list of values. */
    public record Question(String code, Type type, boolean required, Map<String, String> label, List<Option> options) {

        public Question {
            label = Map.copyOf(label);
            options = List.copyOf(options);
        }

        public Optional<Option> option(String code) {
            return options.stream().filter(option -> option.code().equals(code)).findFirst();
        }

        /** Open311's data types. */
        public enum Type {
            STRING,
            NUMBER,
            DATETIME,
            TEXT,
            SINGLEVALUELIST,
            MULTIVALUELIST;

            public boolean hasOptions() {
                return this == SINGLEVALUELIST || this == MULTIVALUELIST;
            }
        }
    }

    /** One answer to choose. */
    public record Option(String code, Map<String, String> label) {

        public Option {
            label = Map.copyOf(label);
        }
    }
}
