package org.relais.routing.rules;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of each row's cells fits into one number: its channels, and its answer where it wants one. Most rows that don't match are
 * told by it alone. The numbers of a hundred thousand rows stay in the processor's caches, which the rows themselves don't.
 */
final class Gates {

    /** Bits 0 to 15: the channels a row takes, the last one for all that have no bit of their own. */
    private static final int CHANNELS = 16;

    private static final long ANY_CHANNEL = (1L << CHANNELS) - 1;

    /** Bits 16 to 39: the answer it wants, a question and an option; 0 for none, or for more than fits. */
    private static final int ANSWER = CHANNELS;

    private static final int OPTION_BITS = 16;
    private static final int MOST_QUESTIONS = 255;
    private static final int MOST_OPTIONS = 65_535;
    private static final long ANSWER_MASK = (1L << 24) - 1;

    /** Nothing else is to be looked at: who passes matches. */
    private static final long WHOLE = 1L << 40;

    private final Map<String, Integer> channels = new HashMap<>();
    private final Map<String, Question> questions = new HashMap<>();
    private final long[] gates;

    private record Question(int number, Map<String, Integer> options) {}

    /** @param apart whether a row is found by its service and area, so that those need no look */
    Gates(List<Rule> rules, Predicate<Rule> apart) {
        gates = new long[rules.size()];
        Arrays.setAll(gates, row -> gate(rules.get(row), apart));
    }

    /** What a query shows at the gates. */
    static final class Pass {

        private final long channel;
        private final int[] answers;

        private Pass(long channel, int[] answers) {
            this.channel = channel;
            this.answers = answers;
        }
    }

    Pass passOf(String channel, Map<String, List<String>> answers) {
        int known = channels.getOrDefault(channel, CHANNELS - 1);
        int[] given = new int[answers.values().stream().mapToInt(List::size).sum()];
        int size = 0;
        for (Map.Entry<String, List<String>> answer : answers.entrySet()) {
            Question question = questions.get(answer.getKey());
            if (question != null && question.number() <= MOST_QUESTIONS) {
                for (String value : answer.getValue()) {
                    int option = question.options().getOrDefault(value, 0);
                    given[size++] = code(question.number(), option > MOST_OPTIONS ? 0 : option);
                }
            }
        }
        return new Pass(1L << known, size == given.length ? given : Arrays.copyOf(given, size));
    }

    /** False only where the row can't match. */
    boolean lets(int row, Pass pass) {
        long gate = gates[row];
        if ((gate & pass.channel) == 0) {
            return false;
        }
        int wanted = (int) (gate >>> ANSWER & ANSWER_MASK);
        if (wanted == 0) {
            return true;
        }
        for (int given : pass.answers) {
            if (given == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Whether a row that lets a query pass matches it, but for its service and area. */
    boolean decides(int row) {
        return (gates[row] & WHOLE) != 0;
    }

    private long gate(Rule rule, Predicate<Rule> apart) {
        long taken = channelsOf(rule);
        int answer = answerOf(rule);
        boolean whole = apart.test(rule)
                && (rule.channels().isEmpty() || taken != ANY_CHANNEL)
                && (rule.answers().isEmpty() || answer != 0)
                && rule.requesters().isEmpty()
                && rule.words().isEmpty()
                && rule.flags().isEmpty()
                && rule.time() instanceof TimeWindow.Always;
        return taken | (long) answer << ANSWER | (whole ? WHOLE : 0);
    }

    private long channelsOf(Rule rule) {
        long taken = 0;
        for (String channel : rule.channels()) {
            int bit = channels.computeIfAbsent(channel, first -> Math.min(channels.size(), CHANNELS - 1));
            if (bit == CHANNELS - 1) {
                return ANY_CHANNEL;
            }
            taken |= 1L << bit;
        }
        return rule.channels().isEmpty() ? ANY_CHANNEL : taken;
    }

    /** 0 where more than one would do, or more than one is wanted. */
    private int answerOf(Rule rule) {
        if (rule.answers().size() != 1) {
            return 0;
        }
        Map.Entry<String, Set<String>> wanted =
                rule.answers().entrySet().iterator().next();
        if (wanted.getValue().size() != 1) {
            return 0;
        }
        Question question = questions.computeIfAbsent(
                wanted.getKey(), first -> new Question(questions.size() + 1, new HashMap<>()));
        int option = question.options()
                .computeIfAbsent(
                        wanted.getValue().iterator().next(),
                        first -> question.options().size() + 1);
        return question.number() > MOST_QUESTIONS || option > MOST_OPTIONS ? 0 : code(question.number(), option);
    }

    private static int code(int question, int option) {
        return question << OPTION_BITS | option;
    }
}
