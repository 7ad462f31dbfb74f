package org.relais.routing.cases;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The lines of a form by which a case is split; {@code department-1} and {@code work-1} are the first one's fields. */
public final class PartLines {

    /** From 1, as many as there may be parts. */
    public static final List<Integer> NUMBERS =
            IntStream.rangeClosed(1, Part.MOST).boxed().toList();

    private PartLines() {}

    /** The lines that something was chosen or written in. */
    public static List<CaseCommand.NewPart> in(Map<String, String> form, Supplier<UUID> ids) {
        return NUMBERS.stream()
                .filter(line ->
                        !department(form, line).isBlank() || !work(form, line).isBlank())
                .map(line -> new CaseCommand.NewPart(ids.get(), department(form, line), Words.of(work(form, line))))
                .toList();
    }

    private static String department(Map<String, String> form, int line) {
        return form.getOrDefault("department-" + line, "");
    }

    private static String work(Map<String, String> form, int line) {
        return form.getOrDefault("work-" + line, "");
    }
}
