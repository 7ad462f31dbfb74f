package org.relais.intake.territory;

import java.util.Map;

/** A text in several languages. */
public record Labels(Map<String, String> byLanguage) {

    public static final Labels NONE = new Labels(Map.of());

    public Labels {
        byLanguage = Map.copyOf(byLanguage);
    }

    /** The text in this language, else in French, else in English, else in any; empty if there is none. */
    public String in(String language) {
        String exact = byLanguage.get(language);
        if (exact != null) {
            return exact;
        }
        String french = byLanguage.get("fr");
        return french != null ? french : byLanguage.getOrDefault("en", anyOrEmpty());
    }

    private String anyOrEmpty() {
        return byLanguage.values().stream().sorted().findFirst().orElse("");
    }
}
