package org.relais.intake.pages;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request in the making: what a person typed so far, exactly so, right or wrong.
 *
 * @param fields what was typed, by the name of the input
 * @param answered the steps that were gone through without an error
 */
public record Draft(Map<String, List<String>> fields, Set<Step> answered) {

    public static final Draft EMPTY = new Draft(Map.of(), Set.of());

    public static final String DESCRIPTION = "description";
    public static final String SERVICE = "service";
    public static final String ADDRESS = "address";
    public static final String LATITUDE = "latitude";
    public static final String LONGITUDE = "longitude";
    public static final String ANSWER = "answer.";
    public static final String REPLY = "reply";
    public static final String NAME = "name";
    public static final String EMAIL = "email";
    public static final String PHONE = "phone";

    /** Ids of the pictures that came with it, in the order in which they came. */
    public static final String PHOTO = "photo";

    /** Set where the person chose from the list first, and describes with the questions. */
    public static final String LATER = "later";

    /** Codes of requests that may be about the same thing, as they were found when the place was known. */
    public static final String ALIKE = "alike";

    /** What {@link #REPLY} holds where the person stays anonymous. */
    public static final String ANONYMOUS = "no";

    public Draft {
        Map<String, List<String>> copied = new LinkedHashMap<>();
        fields.forEach((name, values) -> copied.put(name, List.copyOf(values)));
        fields = Map.copyOf(copied);
        answered = Set.copyOf(answered);
    }

    /** The one value of a field; empty where nothing was typed. */
    public String text(String field) {
        List<String> values = fields.getOrDefault(field, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    public List<String> values(String field) {
        return fields.getOrDefault(field, List.of());
    }

    public @Nullable String textOrNull(String field) {
        String text = text(field);
        return text.isBlank() ? null : text;
    }

    public boolean isAnonymous() {
        return text(REPLY).equals(ANONYMOUS);
    }

    public boolean describesLater() {
        return !text(LATER).isEmpty();
    }

    public boolean isEmpty() {
        return fields.values().stream().flatMap(List::stream).allMatch(String::isBlank);
    }

    /** How many characters it holds. */
    public int length() {
        return fields.values().stream()
                .flatMap(List::stream)
                .mapToInt(String::length)
                .sum();
    }

    public Draft with(String field, List<String> values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(fields);
        List<String> kept = new ArrayList<>(values);
        kept.removeIf(String::isBlank);
        if (kept.isEmpty()) {
            changed.remove(field);
        } else {
            changed.put(field, kept);
        }
        return new Draft(changed, answered);
    }

    public Draft with(String field, String value) {
        return with(field, List.of(value));
    }

    /** Answers belong to a service: another one asks other questions. */
    public Draft withService(String code) {
        if (code.equals(text(SERVICE))) {
            return this;
        }
        Map<String, List<String>> changed = new LinkedHashMap<>(fields);
        changed.keySet().removeIf(name -> name.startsWith(ANSWER));
        Set<Step> others = EnumSet.noneOf(Step.class);
        others.addAll(answered);
        others.remove(Step.DETAILS);
        return new Draft(changed, others).with(SERVICE, code);
    }

    /** Others than before must be looked at anew. */
    public Draft withLookAlikes(List<String> codes) {
        return codes.equals(values(ALIKE)) ? this : with(ALIKE, codes).answered(Step.LOOK_ALIKES, false);
    }

    public Draft answered(Step step, boolean well) {
        Set<Step> changed = EnumSet.noneOf(Step.class);
        changed.addAll(answered);
        if (well) {
            changed.add(step);
        } else {
            changed.remove(step);
        }
        return new Draft(fields, changed);
    }

    @Override
    public String toString() {
        return "Draft[answered=" + answered + "]";
    }
}
