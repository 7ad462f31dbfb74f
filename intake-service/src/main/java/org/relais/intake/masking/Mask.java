package org.relais.intake.masking;

/** What stands in a text instead of a contact detail. */
enum Mask {
    EMAIL("[e-mail masqué]", "[e-mail hidden]"),
    PHONE("[téléphone masqué]", "[phone hidden]"),
    NAME("[nom masqué]", "[name hidden]");

    private final String french;
    private final String english;

    Mask(String french, String english) {
        this.french = french;
        this.english = english;
    }

    String in(String language) {
        return "en".equals(language) ? english : french;
    }
}
